/** A field's error as the server or the form's own check says it. */
export interface FieldError {
  /** As in a problem's `errors[].field`: `name`, `greeting.en`, `businessHours.days[0].from`. */
  field: string;
  text: string;
}

/** Structurally the same; what forms hold is plain data. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [Object.entries(one), other as Record<string, unknown>];
  return (
    mine.length === Object.keys(theirs).length &&
    mine.every(([key, value]) => Object.hasOwn(theirs, key) && isSame(value, theirs[key]))
  );
}

/** Only what was changed: a PATCH that sends everything would overwrite what others changed meanwhile. */
export function changesOf<T extends object>(base: T, values: T): Partial<T> {
  const changed = Object.entries(values).filter(([key, value]) => !isSame(value, base[key as keyof T]));
  return Object.fromEntries(changed) as Partial<T>;
}

/** One's own changes on top of what somebody else has stored meanwhile. */
export function rebased<T extends object>(base: T, values: T, stored: T): T {
  return { ...stored, ...changesOf(base, values) };
}

/** The first part of a field's path: the form's own field. */
export function rootOf(field: string): string {
  return /^[^.[/]*/.exec(field)?.[0] ?? field;
}

/** @param name a form's field, or a path in it: an error deeper inside counts as its own */
export function errorAt(errors: readonly FieldError[], name: string): string | null {
  const isInside = ({ field }: FieldError) =>
    field === name || (field.startsWith(name) && /[.[/]/.test(field.charAt(name.length)));
  return errors.find(isInside)?.text ?? null;
}

/** Errors of fields that the form does not have: shown above it, so that no refusal is silent. */
export function strayErrors(errors: readonly FieldError[], names: readonly string[]): readonly FieldError[] {
  return errors.filter(({ field }) => !names.includes(rootOf(field)));
}
