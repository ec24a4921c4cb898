import { useId } from 'react';
import { useMinute } from '../../../language/time.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ChoiceField } from '../../form/fields.tsx';
import type { Field } from '../../form/useForm.ts';
import { useWords } from '../../words.ts';
import {
  type BusinessHours,
  copiedToWorkingDays,
  DAYS,
  type Day,
  faultsOf,
  ownTimeZone,
  type Span,
  usualHours,
  withSpan,
} from '../hours.ts';
import styles from './Departments.module.css';
import { HolidaysField } from './HolidaysField.tsx';
import { OpenNow } from './OpenNow.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';

interface Props extends Field<BusinessHours | null> {
  /** What the server said to a part of it, such as `businessHours.days[2].from`. */
  errorAt: (path: string) => string | null;
}

/** Always open, or hours: a time zone, spans for each day of the week, holidays. */
export function HoursField({ name, value, onChange, errorAt }: Props) {
  const { department: words } = useWords().desk;
  return (
    <>
      <div className={styles.now}>
        <OpenNow hours={value} now={useMinute()} />
        <span className={styles.hint}>{words.asWritten}</span>
      </div>
      <ChoiceField
        name={name}
        label={words.open}
        error={null}
        value={value === null ? 'always' : 'byHours'}
        options={[
          { id: 'always', name: words.always },
          { id: 'byHours', name: words.byHours },
        ]}
        onChange={(kind) => onChange(kind === 'always' ? null : usualHours(ownTimeZone()))}
      />
      {value !== null && (
        <>
          <TimeZoneField
            value={value.timeZone}
            error={errorAt(`${name}.timeZone`)}
            onChange={(timeZone) => onChange({ ...value, timeZone })}
          />
          <Week
            days={value.days}
            onChange={(days) => onChange({ ...value, days })}
            errorAt={(index) => errorAt(`${name}.days[${index}]`)}
          />
          <HolidaysField
            value={value.holidays ?? []}
            error={errorAt(`${name}.holidays`)}
            onChange={(holidays) => onChange({ ...value, holidays })}
          />
        </>
      )}
    </>
  );
}

interface WeekProps {
  days: readonly Span[];
  onChange: (days: Span[]) => void;
  errorAt: (index: number) => string | null;
}

function Week({ days, onChange, errorAt }: WeekProps) {
  const { department: words } = useWords().desk;
  const faults = faultsOf(days);
  return (
    <div className={styles.week}>
      {DAYS.map((day) => (
        <DayField
          key={day}
          day={day}
          spans={days.flatMap((span, index) => (span.day === day ? [{ span, index }] : []))}
          errorAt={(index) => {
            const fault = faults.get(index);
            return fault === undefined ? errorAt(index) : words.faults[fault];
          }}
          set={(index, change) =>
            onChange(days.map((span, at) => (at === index ? { ...span, ...change } : span)))
          }
          remove={(index) => onChange(days.filter((_, at) => at !== index))}
          add={() => onChange(withSpan(days, day))}
          copy={() => onChange(copiedToWorkingDays(days, day))}
        />
      ))}
    </div>
  );
}

interface DayProps {
  day: Day;
  spans: readonly { span: Span; index: number }[];
  errorAt: (index: number) => string | null;
  set: (index: number, change: Partial<Span>) => void;
  remove: (index: number) => void;
  add: () => void;
  copy: () => void;
}

function DayField({ day, spans, errorAt, set, remove, add, copy }: DayProps) {
  const { department: words } = useWords().desk;
  const name = words.days[day];
  return (
    <fieldset className={styles.day}>
      <legend>{name}</legend>
      <div className={styles.spans}>
        {spans.length === 0 && <p className={styles.hint}>{words.closedThatDay}</p>}
        {spans.map(({ span, index }) => (
          <SpanField
            key={index}
            dayName={name}
            span={span}
            error={errorAt(index)}
            set={(change) => set(index, change)}
            remove={() => remove(index)}
          />
        ))}
      </div>
      <div className={styles.dayActions}>
        <Button look="quiet" isIcon aria-label={words.addSpan(name)} onPress={add}>
          <Icon name="plus" size={16} />
        </Button>
        {spans.length > 0 && (
          <Button look="quiet" aria-label={words.copyDayOf(name)} onPress={copy}>
            {words.copyDay}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface SpanProps {
  dayName: string;
  span: Span;
  error: string | null;
  set: (change: Partial<Span>) => void;
  remove: () => void;
}

function SpanField({ dayName, span, error, set, remove }: SpanProps) {
  const { department: words } = useWords().desk;
  const id = useId();
  const isOvernight = span.from !== '' && span.to !== '' && span.to <= span.from;
  const fault = { 'aria-invalid': error !== null, 'aria-describedby': error === null ? undefined : id };
  return (
    <div className={styles.span}>
      <input
        {...fault}
        type="time"
        aria-label={words.from(dayName)}
        value={span.from}
        onChange={(event) => set({ from: event.target.value })}
      />
      <span>{words.until}</span>
      <input
        {...fault}
        type="time"
        aria-label={words.to(dayName)}
        // Fields for times know no 24:00.
        value={span.to === '24:00' ? '00:00' : span.to}
        onChange={(event) => set({ to: event.target.value === '00:00' ? '24:00' : event.target.value })}
      />
      <Button look="quiet" isIcon aria-label={words.removeSpan(dayName, span.from)} onPress={remove}>
        <Icon name="close" size={16} />
      </Button>
      {isOvernight && <span className={styles.hint}>{words.nextDay}</span>}
      {error !== null && (
        <p id={id} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
