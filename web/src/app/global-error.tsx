"use client";

import "@/styles/tokens.css";
import "@/styles/base.css";
import { useEffect, useState } from "react";
import { dictionaries, type Locale, preferredLocale } from "@/i18n/dictionaries";
import { DictionaryProvider } from "@/i18n/dictionary-provider";
import { ErrorView } from "@/ui/error-view";

/** The last resort, when the root layout itself fails: all it knows is the browser. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  const [locale, setLocale] = useState<Locale>("en");
  useEffect(() => setLocale(preferredLocale(navigator.language)), []);
  return (
    <html lang={locale}>
      <body>
        <DictionaryProvider dictionary={dictionaries[locale]}>
          <main>
            <ErrorView {...props} />
          </main>
        </DictionaryProvider>
      </body>
    </html>
  );
}
