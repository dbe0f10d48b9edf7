import type { ReactNode } from "react";
import styles from "./choice-group.module.css";

export interface Choice {
  value: string;
  text: string;
  hint?: string;
}

/** One of a few, all of them in sight. */
export function ChoiceGroup(props: { legend: string; name: string; value: string; choices: Choice[] }) {
  return (
    <fieldset>
      <legend className={styles.legend}>{props.legend}</legend>
      <div className={styles.choices}>
        {props.choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              key={String(choice.value === props.value)}
              type="radio"
              name={props.name}
              value={choice.value}
              defaultChecked={choice.value === props.value}
            />
            <span>
              <span className={styles.text}>{choice.text}</span>
              {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Checkbox(props: { name: string; text: string; hint?: string; checked: boolean }) {
  return (
    <label className={styles.checkbox}>
      <input key={String(props.checked)} type="checkbox" name={props.name} defaultChecked={props.checked} />
      <span>
        {props.text}
        {props.hint && <span className={styles.hint}>{props.hint}</span>}
      </span>
    </label>
  );
}

/** Several that go together, any number of them chosen. */
export function CheckboxGroup({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      {children}
    </fieldset>
  );
}
