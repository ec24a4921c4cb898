import { useId, useState } from 'react';
import { useLanguage } from '../../../language/language.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import form from '../../form/Form.module.css';
import { useWords } from '../../words.ts';
import { dateText } from '../opening.ts';
import styles from './Departments.module.css';

interface Props {
  /** Dates such as `2026-12-25`. */
  value: readonly string[];
  error: string | null;
  onChange: (dates: string[]) => void;
}

export function HolidaysField({ value, error, onChange }: Props) {
  const { department: words } = useWords().desk;
  const language = useLanguage();
  const [date, setDate] = useState('');
  const id = useId();

  function add() {
    if (date === '') return;
    onChange([...new Set([...value, date])].sort());
    setDate('');
  }

  return (
    <fieldset className={form.group}>
      <legend>{words.holidays}</legend>
      <p className={form.hint}>{words.holidaysHint}</p>
      {value.length > 0 && (
        <ul className={styles.holidays}>
          {value.map((holiday) => (
            <li key={holiday}>
              <time dateTime={holiday}>{dateText(holiday, language)}</time>
              <Button
                look="quiet"
                isIcon
                aria-label={words.removeHoliday(dateText(holiday, language))}
                onPress={() => onChange(value.filter((other) => other !== holiday))}
              >
                <Icon name="close" size={16} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.addHoliday}>
        <label htmlFor={id} className="visually-hidden">
          {words.holiday}
        </label>
        <input
          id={id}
          type="date"
          value={date}
          onChange={(event) => setDate(event.target.value)}
          onKeyDown={(event) => {
            // Adds the date instead of saving the form.
            if (event.key !== 'Enter' || date === '') return;
            event.preventDefault();
            add();
          }}
        />
        <Button onPress={add} isDisabled={date === ''}>
          {words.addHoliday}
        </Button>
      </div>
      {error !== null && <p className={form.error}>{error}</p>}
    </fieldset>
  );
}
