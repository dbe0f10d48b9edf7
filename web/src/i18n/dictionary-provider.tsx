"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Dictionary } from "./dictionaries";

const DictionaryContext = createContext<Dictionary | null>(null);

/** Hands the texts of the current language to the interactive parts. */
export function DictionaryProvider(props: { dictionary: Dictionary; children: ReactNode }) {
  return <DictionaryContext value={props.dictionary}>{props.children}</DictionaryContext>;
}

export function useDictionary(): Dictionary {
  const dictionary = useContext(DictionaryContext);
  if (!dictionary) throw new Error("There is no DictionaryProvider above this component.");
  return dictionary;
}
