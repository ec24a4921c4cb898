import { useId, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import form from '../form/Form.module.css';
import type { Field } from '../form/useForm.ts';
import { useWords } from '../words.ts';
import { isInsecure, type OriginFault, readOrigin } from './origins.ts';
import styles from './Site.module.css';

interface Props extends Omit<Field<readonly string[]>, 'error'> {
  /** What the server said to a line, or to all of them. */
  errorAt: (path: string) => string | null;
}

/** One line for each address, checked as it is left. */
export function OriginsField({ name, value, onChange, errorAt }: Props) {
  const { sites: words } = useWords();
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);

  function replace(at: number, origin: string) {
    onChange(value.map((other, index) => (index === at ? origin : other)));
  }

  function add() {
    onChange([...value, '']);
    // The new line is there after the next drawing.
    requestAnimationFrame(() => inputs().at(-1)?.focus());
  }

  function remove(at: number) {
    onChange(value.filter((_, index) => index !== at));
    requestAnimationFrame(() => {
      const left = inputs();
      (left[Math.min(at, left.length - 1)] ?? list.current?.querySelector('button'))?.focus();
    });
  }

  const lines = value.map((_, at) => errorAt(`${name}.${at}`));
  const error = lines.some((line) => line !== null) ? null : errorAt(name);
  const inputs = () => [...(list.current?.querySelectorAll('input') ?? [])];
  return (
    <fieldset
      ref={list}
      className={form.group}
      aria-describedby={`${id}-hint${error === null ? '' : ` ${id}-error`}`}
    >
      <legend>{words.origins}</legend>
      {value.map((origin, at) => {
        const fault = origin.trim() === '' ? null : faultOf(value, at);
        const refused = fault === null ? (lines[at] ?? null) : words.originFaults[fault];
        const note = refused ?? (isInsecure(origin.trim()) ? words.originInsecure : null);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing but its place
          <div key={at} className={`${form.field} ${styles.origin}`}>
            <input
              type="url"
              name={`${name}.${at}`}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://"
              aria-label={words.origin(at + 1)}
              aria-invalid={refused !== null}
              aria-describedby={note === null ? undefined : `${id}-${at}`}
              value={origin}
              onChange={(event) => replace(at, event.target.value)}
              onBlur={() => replace(at, readOrigin(origin).origin ?? origin.trim())}
            />
            <Button look="quiet" isIcon aria-label={words.originRemove(origin)} onPress={() => remove(at)}>
              <Icon name="close" size={16} />
            </Button>
            {note !== null && (
              <p id={`${id}-${at}`} className={refused === null ? form.hint : form.error}>
                {note}
              </p>
            )}
          </div>
        );
      })}
      <div>
        <Button onPress={add}>{words.originAdd}</Button>
      </div>
      <p id={`${id}-hint`} className={form.hint}>
        {value.length === 0 && `${words.originsNone} `}
        {words.originsHint}
      </p>
      {error !== null && (
        <p id={`${id}-error`} className={form.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Whether a line keeps the form from being saved. */
export function hasFaultyOrigin(origins: readonly string[]): boolean {
  return origins.some((origin, at) => origin.trim() !== '' && faultOf(origins, at) !== null);
}

function faultOf(origins: readonly string[], at: number): OriginFault | 'twice' | null {
  const { origin, fault } = readOrigin(origins[at] ?? '');
  if (fault !== null) return fault;
  return origins.slice(0, at).some((other) => readOrigin(other).origin === origin) ? 'twice' : null;
}
