import type { Language } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import type { Words } from '../words.ts';
import type { AuditEntry } from './audit.ts';
import type { Json } from './difference.ts';

type Table = Readonly<Record<string, string>>;

/** "Department · changed"; what the server added since this page was written stays as it is. */
export function actionText(action: string, { audit }: Words): string {
  const { subjects, verbs }: { subjects: Table; verbs: Table } = audit;
  const dot = action.lastIndexOf('.');
  const [subject, verb] = [subjects[action.slice(0, dot)], verbs[action.slice(dot + 1)]];
  return subject === undefined || verb === undefined ? action : `${subject} · ${verb}`;
}

export function actorText({ type, name }: AuditEntry['actor'], { audit }: Words): string {
  if (type === 'system') return audit.system;
  if (type === 'unknown') return name ?? audit.unknown;
  return name ?? audit.formerly;
}

/** "Greeting, Urdu". */
export function fieldText(path: readonly string[], { audit, general }: Words): string {
  const fields: Table = audit.fields;
  const settings: Readonly<Record<string, { name: string }>> = general.settings;
  if (path.length === 0) return audit.details;
  return path.map((key) => settings[key]?.name ?? fields[key] ?? key).join(' › ');
}

export function jsonText(value: Json, words: Words, language: Language): string {
  const { audit } = words;
  if (value === null || value === '') return audit.empty;
  if (typeof value === 'boolean') return value ? audit.yes : audit.no;
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  if (typeof value === 'string') return isTime(value) ? full(Date.parse(value), language) : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return audit.empty;
    return value.map((item) => jsonText(item, words, language)).join(language === 'ur' ? '، ' : ', ');
  }
  return Object.entries(value)
    .map(([key, inside]) => `${fieldText([key], words)}: ${jsonText(inside, words, language)}`)
    .join(' · ');
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}
