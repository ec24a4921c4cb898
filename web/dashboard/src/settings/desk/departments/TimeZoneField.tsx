import { useId } from 'react';
import form from '../../form/Form.module.css';
import { useWords } from '../../words.ts';
import { TIME_ZONES } from '../timeZones.ts';

interface Props {
  value: string;
  error: string | null;
  onChange: (timeZone: string) => void;
}

/** Typed with suggestions of the browser: there are four hundred. */
export function TimeZoneField({ value, error, onChange }: Props) {
  const { department: words } = useWords().desk;
  const id = useId();
  return (
    <div className={form.field}>
      <label htmlFor={id}>{words.timeZone}</label>
      <input
        id={id}
        list={`${id}-all`}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? `${id}-hint` : `${id}-error ${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-all`}>
        {TIME_ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <p id={`${id}-hint`} className={form.hint}>
        {words.timeZoneHint}
      </p>
      {error !== null && (
        <p id={`${id}-error`} className={form.error}>
          {error}
        </p>
      )}
    </div>
  );
}
