import { currentDictionary, currentLocale } from "@/i18n/locale";
import { currentTheme } from "@/theme/theme";
import { Segments } from "@/ui/segments";
import { chooseLocale, chooseTheme } from "./choices";

/** Languages are named in themselves, whatever the current one is. */
const locales = [
  { value: "ru", text: "Русский", short: "RU" },
  { value: "en", text: "English", short: "EN" },
];

export async function LocaleSwitch() {
  const { account } = await currentDictionary();
  return (
    <Segments
      label={account.language}
      name="locale"
      value={await currentLocale()}
      choices={locales}
      action={chooseLocale}
    />
  );
}

export async function ThemeSwitch() {
  const { account, themes } = await currentDictionary();
  const choices = (["system", "light", "dark"] as const).map((value) => ({ value, text: themes[value] }));
  return (
    <Segments label={account.theme} name="theme" value={await currentTheme()} choices={choices} action={chooseTheme} />
  );
}
