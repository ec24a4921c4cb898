import { useId, useState } from 'react';
import { useStrings } from '../../../language/language.ts';
import { numberIn } from '../../form/fieldValues.ts';
import type { Field } from '../../form/useForm.ts';
import { useWords } from '../../words.ts';
import styles from './Departments.module.css';
import { minutesOf, type TargetRow } from './targets.ts';

/** A table of minutes: rows are priorities, columns the first and each next answer. */
export function TargetsField({ value, onChange, error, hint }: Field<TargetRow[]> & { hint: string }) {
  const { department: words } = useWords().desk;
  const { priority: priorities } = useStrings();
  const id = useId();

  function set(index: number, change: Partial<TargetRow>) {
    onChange(value.map((row, at) => (at === index ? { ...row, ...change } : row)));
  }

  return (
    <div className={styles.targets}>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      <table aria-describedby={`${id}-hint`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.first}</th>
            <th scope="col">{words.next}</th>
          </tr>
        </thead>
        <tbody>
          {value.map((row, index) => {
            const name = row.priority === null ? words.anyPriority : priorities[row.priority];
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Minutes
                    label={words.firstOf(name)}
                    seconds={row.firstReplySeconds}
                    set={(firstReplySeconds) => set(index, { firstReplySeconds })}
                  />
                </td>
                <td>
                  <Minutes
                    label={words.nextOf(name)}
                    seconds={row.nextReplySeconds}
                    set={(nextReplySeconds) => set(index, { nextReplySeconds })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {error !== null && <p className={styles.error}>{error}</p>}
    </div>
  );
}

interface MinutesProps {
  label: string;
  seconds: number | null;
  set: (seconds: number | null) => void;
}

/** What is no number is kept as 0 seconds, which the form refuses: silence would look like "none". */
function Minutes({ label, seconds, set }: MinutesProps) {
  const [text, setText] = useState(minutesOf(seconds));
  if (secondsIn(text) !== seconds) setText(minutesOf(seconds));
  return (
    <input
      aria-label={label}
      aria-invalid={seconds !== null && seconds < 1}
      inputMode="decimal"
      autoComplete="off"
      dir="ltr"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        set(secondsIn(event.target.value));
      }}
    />
  );
}

function secondsIn(text: string): number | null {
  if (text.trim() === '') return null;
  return Math.max(0, Math.round((numberIn(text) ?? 0) * 60));
}
