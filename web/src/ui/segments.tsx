import styles from "./segments.module.css";

interface Props {
  label: string;
  name: string;
  value: string;
  choices: { value: string; text: string; short?: string }[];
  action: (form: FormData) => Promise<void>;
}

/** A few choices side by side; each is a button of a form, so it works before any script has loaded. */
export function Segments({ label, name, value, choices, action }: Props) {
  return (
    <form action={action}>
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">{label}</legend>
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="submit"
            name={name}
            value={choice.value}
            className={styles.segment}
            aria-pressed={choice.value === value}
            aria-label={choice.short && choice.text}
            lang={name === "locale" ? choice.value : undefined}
          >
            {choice.short ?? choice.text}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
