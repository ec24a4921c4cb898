import { Refusal } from '@switchboard/client';
import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useRef, useState } from 'react';
import { useLanguage, useStrings } from '../../language/language.ts';
import { changesOf, errorAt, type FieldError, isSame, rebased, rootOf, strayErrors } from './formState.ts';

export interface Save<T> {
  values: T;
  /** What differs from what was stored; everything when the thing is new. */
  changes: Partial<T>;
  /** What was stored when the person saw it. */
  stored: T;
  /** The version that the person saw, for the server to compare. */
  expectedVersion: number | undefined;
}

export interface FormOptions<T extends object> {
  /** The fields as they are stored. A newer state is adopted by itself as long as nothing is edited. */
  stored: T;
  /** Of the stored thing, when it has one. */
  version?: number | undefined;
  /** There is nothing stored yet: everything is sent, and an untouched form can be submitted. */
  isNew?: boolean;
  /** What can be known without asking the server; a text per faulty field. */
  check?: (values: T) => { [K in keyof T]?: string | null | undefined };
  /** Rejects with the server's Refusal; its `errors[].field` find their fields. */
  save: (save: Save<T>) => Promise<unknown>;
  /** After success, when the form counts as clean: navigating away is free. */
  onSaved?: (result: unknown) => void;
  /** Reads what is stored again; offered when somebody else has changed it meanwhile. */
  reload?: () => Promise<unknown>;
  /** Empty again after success: a form for a secret. */
  clears?: boolean;
}

export interface Field<V> {
  name: string;
  value: V;
  onChange: (value: V) => void;
  error: string | null;
}

export type Form<T extends object> = ReturnType<typeof useForm<T>>;

type Attempt =
  | { state: 'ready' | 'saving' | 'conflict' }
  | { state: 'failed'; errors: readonly FieldError[]; text: string };

/** The state of one form: what is stored, what was typed, what the server said to it. */
export function useForm<T extends object>(options: FormOptions<T>) {
  const { stored, version, isNew = false, check, save, onSaved, reload, clears = false } = options;
  const { refusals } = useStrings();
  const language = useLanguage();
  const [seen, setSeen] = useState({ stored, version });
  const [base, setBase] = useState({ stored, version });
  const [values, setValues] = useState(stored);
  const [attempt, setAttempt] = useState<Attempt>({ state: 'ready' });
  const [onNewer, setOnNewer] = useState<'keep' | 'adopt' | 'rebase'>('keep');
  const [attempts, setAttempts] = useState(0);
  /** Read when a navigation starts, which may be before the next render. */
  const isClean = useRef(true);

  const isDirty = !isSame(values, base.stored);
  isClean.current = !isDirty;
  const errors = attempt.state === 'failed' ? attempt.errors : [];

  if (version !== seen.version || !isSame(stored, seen.stored)) {
    setSeen({ stored, version });
    if (!isDirty || onNewer !== 'keep') {
      setBase({ stored, version });
      setValues(onNewer === 'rebase' ? rebased(base.stored, values, stored) : stored);
      setOnNewer('keep');
    }
  }

  function set<K extends keyof T & string>(name: K, value: T[K]): void {
    setValues((before) => ({ ...before, [name]: value }));
    setAttempt((before) =>
      before.state === 'failed'
        ? { ...before, errors: before.errors.filter(({ field }) => rootOf(field) !== name) }
        : before,
    );
  }

  function field<K extends keyof T & string>(name: K): Field<T[K]> {
    return {
      name,
      value: values[name],
      onChange: (value) => set(name, value),
      error: errorAt(errors, name),
    };
  }

  async function submit(): Promise<void> {
    if (attempt.state === 'saving') return;
    const faults = Object.entries<unknown>(check?.(values) ?? {}).flatMap(([name, text]) =>
      typeof text === 'string' ? [{ field: name, text }] : [],
    );
    if (faults.length > 0) return fail(faults, '');
    setAttempt({ state: 'saving' });
    try {
      const changes = isNew ? values : changesOf(base.stored, values);
      const result = await save({ values, changes, stored: base.stored, expectedVersion: base.version });
      setAttempt({ state: 'ready' });
      if (clears) setValues(base.stored);
      else setBase((before) => ({ ...before, stored: values }));
      isClean.current = true;
      onSaved?.(result);
    } catch (thrown) {
      const refusal = Refusal.from(thrown);
      if (refusal.reason === 'changed_meanwhile' && reload) setAttempt({ state: 'conflict' });
      else fail(fieldErrors(refusal), refusalText(refusal, refusals));
    }
  }

  function fail(faults: readonly FieldError[], text: string): void {
    // What stands at its field needs no sentence above the form too.
    setAttempt({ state: 'failed', errors: faults, text: faults.length > 0 ? '' : text });
    setAttempts((before) => before + 1);
  }

  function fieldErrors(refusal: Refusal): FieldError[] {
    return refusal.errors.map((error) => {
      // One faulty field: the refusal's own reason is about it.
      const reason = error.reason ?? (refusal.errors.length === 1 ? refusal.reason : undefined);
      const parameters = error.parameters ?? refusal.parameters;
      const isKnown = reason !== undefined && Object.hasOwn(refusals.reasons, reason);
      // The contract's own checks say what they miss in English only.
      const text =
        isKnown || language !== 'en'
          ? refusalText({ code: refusal.code, reason, parameters }, refusals)
          : error.message;
      return { field: error.field, text };
    });
  }

  function reset(): void {
    setValues(base.stored);
    setAttempt({ state: 'ready' });
  }

  async function resolve(how: 'adopt' | 'rebase'): Promise<void> {
    setOnNewer(how);
    await reload?.();
    setAttempt({ state: 'ready' });
  }

  const strays = strayErrors(errors, Object.keys(values));
  return {
    values,
    set,
    field,
    /** The error at a path inside a field, such as `greeting.en`. */
    errorAt: (path: string) => errorAt(errors, path),
    isNew,
    isDirty,
    isClean,
    isSaving: attempt.state === 'saving',
    isConflict: attempt.state === 'conflict',
    /** What stands above the form: a refusal that belongs to no field. */
    failure: attempt.state === 'failed' ? (strays[0]?.text ?? attempt.text) || null : null,
    /** Grows with each refused attempt: time to look for the first faulty field. */
    attempts,
    submit,
    reset,
    showTheirs: () => resolve('adopt'),
    keepMine: () => resolve('rebase'),
  };
}
