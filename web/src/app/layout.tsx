import "@/styles/tokens.css";
import "@/styles/base.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { dictionaries } from "@/i18n/dictionaries";
import { DictionaryProvider } from "@/i18n/dictionary-provider";
import { currentDictionary, currentLocale } from "@/i18n/locale";
import { currentTheme } from "@/theme/theme";

export async function generateMetadata(): Promise<Metadata> {
  const text = await currentDictionary();
  return {
    title: { default: text.product, template: `%s · ${text.product}` },
    description: text.landing.lead,
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1210" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await currentLocale();
  const dictionary = dictionaries[locale];
  return (
    <html lang={locale} data-theme={await currentTheme()}>
      <body>
        <a href="#content" className="skip-link">
          {dictionary.skipToContent}
        </a>
        <DictionaryProvider dictionary={dictionary}>{children}</DictionaryProvider>
      </body>
    </html>
  );
}
