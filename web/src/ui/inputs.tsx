import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field";

type InputProps = FieldProps & Omit<ComponentProps<"input">, "name" | "className" | "id">;

export function TextInput({ label, name, hint, errors, optional, ...rest }: InputProps) {
  return (
    <Field label={label} name={name} hint={hint} errors={errors} optional={optional}>
      {(wiring) => <input type="text" {...rest} {...wiring} />}
    </Field>
  );
}

type SelectProps = FieldProps & { value: string; choices: { value: string; text: string }[] };

export function Select({ value, choices, ...field }: SelectProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        // A new key, because React puts a select back to its first default when an action ends.
        <select key={value} defaultValue={value} {...wiring}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
