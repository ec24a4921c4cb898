import { type Unit, unitOf } from '../form/fieldValues.ts';
import type { Words } from '../words.ts';
import type { Setting, SettingValue } from './setting.ts';

const SECONDS: Record<Unit, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** A value as a sentence has it: "2 minutes", "agent, admin". */
export function valueText(item: Setting, value: SettingValue, words: Words, language: string): string {
  const { general } = words;
  if (value === null || value === '') return general.nothing;
  if (typeof value === 'boolean') return value ? general.on : general.off;
  if (typeof value === 'string') return optionText(value, words);
  if (typeof value === 'number') {
    if (item.type === 'duration') return spanText(value, language);
    const number = new Intl.NumberFormat(language).format(value);
    return item.unit === null ? number : `${number} ${unitText(item.unit, words)}`;
  }
  if (value.length === 0) return general.nothing;
  const texts = value.map((one) => optionText(one, words));
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(texts);
}

export function optionText(option: string, { general }: Words): string {
  const options: Readonly<Record<string, string>> = general.options;
  return options[option] ?? option;
}

export function unitText(unit: string, { general }: Words): string {
  const units: Readonly<Record<string, string>> = general.units;
  return units[unit] ?? unit;
}

/** Names what the server added since this page was written by its key. */
export function nameOf({ key }: Setting, { general }: Words): { name: string; hint: string | null } {
  const settings: Readonly<Record<string, { name: string; hint: string }>> = general.settings;
  return settings[key] ?? { name: key, hint: null };
}

export function sectionText(section: string, { general }: Words): string {
  const sections: Readonly<Record<string, string>> = general.sections;
  return sections[section] ?? section;
}

function spanText(seconds: number, language: string): string {
  const unit = unitOf(seconds);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit.slice(0, -1),
    unitDisplay: 'long',
  }).format(seconds / SECONDS[unit]);
}
