import { isSame } from '../form/formState.ts';

/** Of times: seconds. Null: nothing is set. */
export type SettingValue = number | boolean | string | readonly string[] | null;

/** As `GET /settings` describes it. */
export interface Setting {
  key: string;
  section: string;
  type: 'number' | 'boolean' | 'choice' | 'duration' | 'text' | 'list';
  value: SettingValue;
  default: SettingValue;
  /** What a number counts. */
  unit: string | null;
  least: number | null;
  most: number | null;
  options: readonly string[] | null;
  source: 'default' | 'desk' | 'operator';
  /** By which the operator has set it, or could. */
  variable: string | null;
  description: string;
}

export interface Settings {
  version: number;
  items: readonly Setting[];
}

/** What a form holds: values by the name of their field. */
export type SettingValues = Record<string, SettingValue>;

/** A form takes what is behind a dot for a part of a field, and a key has a dot in it. */
export function fieldOf(key: string): string {
  return key.replaceAll('.', ':');
}

export function valuesOf(items: readonly Setting[]): SettingValues {
  return Object.fromEntries(items.map(({ key, value }) => [fieldOf(key), value]));
}

/** In the order in which the server names them. */
export function sectionsOf(items: readonly Setting[]): { section: string; items: Setting[] }[] {
  const sections = [...new Set(items.map(({ section }) => section))];
  return sections.map((section) => ({ section, items: items.filter((item) => item.section === section) }));
}

/** For a PATCH: what was changed, by key; null where it is the default again, so that it follows a newer one. */
export function patchOf(items: readonly Setting[], values: SettingValues): Record<string, SettingValue> {
  const changed = items.filter((item) => !isSame(item.value, values[fieldOf(item.key)]));
  return Object.fromEntries(
    changed.map((item) => {
      const value = values[fieldOf(item.key)] ?? null;
      return [item.key, isSame(value, item.default) ? null : value];
    }),
  );
}

export interface Rivals {
  item: Setting;
  mine: SettingValue;
  theirs: SettingValue;
}

/** Where two people have changed the same setting to different values. */
export function rivalsOf(
  seen: readonly Setting[],
  values: SettingValues,
  stored: readonly Setting[],
): Rivals[] {
  return seen.flatMap((item) => {
    const mine = values[fieldOf(item.key)] ?? null;
    const theirs = stored.find(({ key }) => key === item.key)?.value ?? null;
    const both = !isSame(mine, item.value) && !isSame(theirs, item.value) && !isSame(mine, theirs);
    return both ? [{ item, mine, theirs }] : [];
  });
}

/** Whether a number is outside of what the server takes. */
export function isOutOfRange({ type, least, most }: Setting, value: SettingValue): boolean {
  if ((type !== 'number' && type !== 'duration') || typeof value !== 'number') return false;
  return value < (least ?? value) || value > (most ?? value);
}
