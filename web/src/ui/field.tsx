import { type ReactNode, useId } from "react";
import styles from "./field.module.css";

export interface FieldProps {
  label: string;
  name: string;
  hint?: ReactNode;
  errors?: string[];
  /** The word "optional", where the field may stay empty. */
  optional?: string;
}

interface Wiring {
  id: string;
  name: string;
  className: string | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A label, its control, what to enter and what is wrong with it, tied together for assistive technology. */
export function Field(props: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const errorId = props.errors?.length ? `${id}-error` : undefined;
  const hintId = props.hint ? `${id}-hint` : undefined;
  const wiring: Wiring = {
    id,
    name: props.name,
    className: styles.control,
    "aria-invalid": errorId ? true : undefined,
    "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
        {props.optional && <span className={styles.optional}>{props.optional}</span>}
      </label>
      {props.children(wiring)}
      {errorId && (
        <p id={errorId} className={styles.error}>
          {props.errors?.join(" ")}
        </p>
      )}
      {hintId && (
        <p id={hintId} className={styles.hint}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
