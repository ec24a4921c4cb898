import { type ReactNode, useId, useState } from 'react';
import { useStrings } from '../../language/language.ts';
import { useWords } from '../words.ts';
import styles from './Form.module.css';
import { inSeconds, isColour, numberIn, UNITS, type Unit, unitOf } from './fieldValues.ts';
import type { Field } from './useForm.ts';

/** What every kind of field has: spread `form.field('name')` into it. */
interface Common<V> extends Field<V> {
  label: string;
  hint?: ReactNode;
  /** Says "optional" beside the label. */
  isOptional?: boolean;
  isDisabled?: boolean;
}

interface FrameProps extends Omit<Common<unknown>, 'value' | 'onChange'> {
  id: string;
  children: ReactNode;
}

/** Label above, hint and error below; the control refers to both. */
function FieldFrame({ id, label, hint, error, isOptional, children }: FrameProps) {
  const { frame } = useWords();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className={styles.optional}> ({frame.optional})</span>}
      </label>
      {children}
      <Below id={id} hint={hint} error={error} />
    </div>
  );
}

function Below({ id, hint, error }: { id: string; hint?: ReactNode; error: string | null }) {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </>
  );
}

/** The attributes that tie a control to its field. */
function controlOf({ id, name, error, hint, isDisabled = false }: Omit<FrameProps, 'children' | 'label'>) {
  const describedBy = [error !== null && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean);
  return {
    id,
    name,
    disabled: isDisabled,
    'aria-invalid': error !== null,
    'aria-describedby': describedBy.join(' ') || undefined,
  };
}

export interface TextFieldProps extends Common<string> {
  type?: 'text' | 'email' | 'tel' | 'url' | 'password';
  autoComplete?: string;
  placeholder?: string;
  /** Of the text: machine text such as an address is always left to right. */
  dir?: 'auto' | 'ltr' | 'rtl';
  inputMode?: 'text' | 'numeric' | 'email' | 'url';
  lang?: string;
}

export function TextField({ type = 'text', autoComplete = 'off', dir, ...props }: TextFieldProps) {
  const id = useId();
  const { value, onChange, placeholder, inputMode, lang } = props;
  const isMachineText = type !== 'text';
  return (
    <FieldFrame id={id} {...props}>
      <input
        {...controlOf({ id, ...props })}
        type={type}
        autoComplete={autoComplete}
        placeholder={placeholder}
        inputMode={inputMode}
        lang={lang}
        // An empty field follows the page; what is written follows its own first letter.
        dir={isMachineText ? 'ltr' : (dir ?? (value === '' ? undefined : 'auto'))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

/** A secret that the person types: hidden until they ask to see it. */
export function PasswordField({
  autoComplete = 'new-password',
  ...props
}: Common<string> & { autoComplete?: 'new-password' | 'current-password' }) {
  const { session } = useStrings();
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <FieldFrame id={id} {...props}>
      <input
        {...controlOf({ id, ...props })}
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        dir="ltr"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <label className={styles.check}>
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {session.showPassword}
      </label>
    </FieldFrame>
  );
}

export function TextAreaField({
  rows = 4,
  lang,
  dir,
  ...props
}: Common<string> & { rows?: number; lang?: string; dir?: 'auto' | 'ltr' | 'rtl' }) {
  const id = useId();
  return (
    <FieldFrame id={id} {...props}>
      <textarea
        {...controlOf({ id, ...props })}
        rows={rows}
        lang={lang}
        dir={dir ?? (props.value === '' ? undefined : 'auto')}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

export interface NumberFieldProps extends Common<number | null> {
  least?: number | null;
  most?: number | null;
  /** Behind the field: what is counted. */
  unit?: string;
}

/** Null while it is empty or no number; the range is only said here, the form or the server checks it. */
export function NumberField({ least = null, most = null, unit, ...props }: NumberFieldProps) {
  const { frame } = useWords();
  const id = useId();
  const [text, setText] = useState(props.value === null ? '' : String(props.value));
  // The value came from elsewhere, such as "discard": the text follows.
  if (numberIn(text) !== props.value) setText(props.value === null ? '' : String(props.value));
  const isNoNumber = text.trim() !== '' && numberIn(text) === null;
  const error = props.error ?? (isNoNumber ? frame.number : null);
  return (
    <FieldFrame id={id} {...props} error={error}>
      <span className={styles.withUnit}>
        <input
          {...controlOf({ id, ...props, error })}
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          role="spinbutton"
          aria-valuemin={least ?? undefined}
          aria-valuemax={most ?? undefined}
          aria-valuenow={props.value ?? undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            props.onChange(numberIn(event.target.value));
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
            if (step === 0) return;
            event.preventDefault();
            const next = (props.value ?? least ?? 0) + step;
            const bounded = Math.min(Math.max(next, least ?? next), most ?? next);
            setText(String(bounded));
            props.onChange(bounded);
          }}
        />
        {unit !== undefined && <span>{unit}</span>}
      </span>
    </FieldFrame>
  );
}

export interface Option<V extends string = string> {
  id: V;
  name: string;
}

/** One of a few, or none where `none` says what that is called. */
export function ChoiceField<V extends string>({
  options,
  ...props
}: Common<V> & { options: readonly Option<V>[] }) {
  const id = useId();
  return (
    <FieldFrame id={id} {...props}>
      <select
        {...controlOf({ id, ...props })}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as V)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Any of several. */
export function MultiChoiceField<V extends string>({
  options,
  empty,
  ...props
}: Common<readonly V[]> & {
  options: readonly Option<V>[];
  /** What stands there when there is nothing to choose from. */
  empty?: ReactNode;
}) {
  const id = useId();
  const { label, hint, error, value, onChange, isDisabled = false } = props;
  const toggle = (option: V) =>
    onChange(value.includes(option) ? value.filter((chosen) => chosen !== option) : [...value, option]);
  return (
    <fieldset
      className={styles.group}
      aria-describedby={[error !== null && `${id}-error`, hint !== undefined && `${id}-hint`]
        .filter(Boolean)
        .join(' ')}
      disabled={isDisabled}
    >
      <legend>{label}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <label key={option.id} className={styles.check}>
            <input
              type="checkbox"
              name={props.name}
              checked={value.includes(option.id)}
              aria-invalid={error !== null || undefined}
              onChange={() => toggle(option.id)}
            />
            <span dir="auto">{option.name}</span>
          </label>
        ))}
        {options.length === 0 && <p className={styles.hint}>{empty}</p>}
      </div>
      <Below id={id} hint={hint} error={error} />
    </fieldset>
  );
}

/** On or off. */
export function SwitchField(props: Common<boolean>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.switch}>
        <input
          {...controlOf({ id, ...props })}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is checked
          role="switch"
          checked={props.value}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      <Below id={id} hint={props.hint} error={props.error} />
    </div>
  );
}

/** A colour as `#rrggbb`: picked, or typed. */
export function ColourField(props: Common<string>) {
  const { frame } = useWords();
  const id = useId();
  const isFaulty = props.value !== '' && !isColour(props.value);
  const error = props.error ?? (isFaulty ? frame.colour : null);
  return (
    <FieldFrame id={id} {...props} error={error}>
      <span className={styles.withUnit}>
        <input
          type="color"
          aria-label={props.label}
          className={styles.swatch}
          disabled={props.isDisabled ?? false}
          value={isColour(props.value) ? props.value.toLowerCase() : '#000000'}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <input
          {...controlOf({ id, ...props, error })}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value.trim())}
        />
      </span>
    </FieldFrame>
  );
}

/** A span of time in seconds, shown in the largest unit that fits. */
export function TimeSpanField({
  units = UNITS,
  ...props
}: Common<number | null> & { units?: readonly Unit[] }) {
  const { frame } = useWords();
  const id = useId();
  const [unit, setUnit] = useState(() => unitOf(props.value, units));
  const [text, setText] = useState(textOf(props.value, unit));
  const typed = inSeconds(numberIn(text), unit);
  if (typed !== props.value) {
    const fitting = unitOf(props.value, units);
    setUnit(fitting);
    setText(textOf(props.value, fitting));
  }
  const isNoNumber = text.trim() !== '' && numberIn(text) === null;
  const error = props.error ?? (isNoNumber ? frame.number : null);
  return (
    <FieldFrame id={id} {...props} error={error}>
      <span className={styles.withUnit}>
        <input
          {...controlOf({ id, ...props, error })}
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            props.onChange(inSeconds(numberIn(event.target.value), unit));
          }}
        />
        <select
          aria-label={`${props.label}: ${frame.unit}`}
          disabled={props.isDisabled ?? false}
          value={unit}
          onChange={(event) => {
            const next = event.target.value as Unit;
            setUnit(next);
            props.onChange(inSeconds(numberIn(text), next));
          }}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {frame.units[one]}
            </option>
          ))}
        </select>
      </span>
    </FieldFrame>
  );
}

function textOf(seconds: number | null, unit: Unit): string {
  return seconds === null ? '' : String(seconds / (inSeconds(1, unit) ?? 1));
}
