"use client";

import { useState } from "react";
import { useFormStatus } from "react-dom";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Icon } from "@/ui/icon";
import styles from "./company-switcher.module.css";

interface Props {
  companies: { id: string; name: string; number: string }[];
  current?: string;
}

/** More than these are too many to look through. */
const few = 7;

export function CompanyChoices({ companies, current }: Props) {
  const text = useDictionary().switcher;
  const [search, setSearch] = useState("");
  const { pending } = useFormStatus();
  const wanted = search.trim().toLocaleLowerCase();
  const found = companies.filter(
    ({ name, number }) => name.toLocaleLowerCase().includes(wanted) || number.toLocaleLowerCase().startsWith(wanted),
  );

  return (
    <>
      {companies.length > few && (
        <div className={styles.search}>
          <Icon name="search" size={18} />
          <input
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            // The Enter key would press the first company.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        </div>
      )}
      <ul className={styles.companies}>
        {found.map((company) => (
          <li key={company.id}>
            <button
              type="submit"
              name="company"
              value={company.id}
              className={styles.company}
              disabled={pending}
              aria-current={company.id === current ? "true" : undefined}
            >
              <span>
                {company.name}
                <small>{company.number}</small>
              </span>
              {company.id === current && <Icon name="check" size={18} />}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={found.length === 0 ? styles.none : "visually-hidden"}>
        {found.length === 0 && text.none}
      </p>
    </>
  );
}
