import { useId } from 'react';
import type { Field } from '../form/useForm.ts';
import styles from './SwatchField.module.css';

interface Props extends Field<string> {
  label: string;
  options: readonly { colour: string; name: string }[];
}

/** One of a few colours, each with a name. */
export function SwatchField({ label, name, value, onChange, error, options }: Props) {
  const id = useId();
  return (
    <fieldset className={styles.field} aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.colour} className={styles.option} title={option.name}>
          <input
            type="radio"
            name={name}
            className={styles.swatch}
            style={{ background: option.colour }}
            checked={value.toLowerCase() === option.colour}
            onChange={() => onChange(option.colour)}
          />
          <span className="visually-hidden">{option.name}</span>
        </label>
      ))}
      {error !== null && <p id={`${id}-error`}>{error}</p>}
    </fieldset>
  );
}
