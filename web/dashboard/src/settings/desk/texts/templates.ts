import { TEXT_LANGUAGES, type TextLanguage } from '../objects.ts';

/** One sentence of the desk in one language. */
export interface TextTemplate {
  id: string;
  key: string;
  language: TextLanguage;
  /** Null: there is none in this language, and English is used. */
  shipped: string | null;
  /** The desk's own in its place. */
  text: string | null;
  parameters: string[];
  version: number;
}

/** One sentence in both languages. */
export interface TextPair {
  key: string;
  parameters: readonly string[];
  en: TextTemplate;
  ur: TextTemplate;
}

export const GROUPS = [
  'welcome',
  'queue',
  'agent',
  'conversation',
  'offline',
  'bot',
  'rating',
  'other',
] as const;
export type Group = (typeof GROUPS)[number];

export function pairsOf(templates: readonly TextTemplate[]): TextPair[] {
  const keys = [...new Set(templates.map(({ key }) => key))].sort();
  return keys.flatMap((key) => {
    const [en, ur] = TEXT_LANGUAGES.map((language) =>
      templates.find((template) => template.key === key && template.language === language),
    );
    return en && ur ? [{ key, parameters: en.parameters, en, ur }] : [];
  });
}

/** In an address a dot would make it look like a file's name. */
export function addressOf(key: string): string {
  return key.replaceAll('.', '-');
}

/** By the key's first or second part: `event.queue.entered` is about the queue. */
export function groupOf(key: string): Group {
  const parts = key.split('.');
  return GROUPS.find((group) => parts.slice(0, 2).includes(group)) ?? 'other';
}

export function currentText({ text, shipped }: TextTemplate): string {
  return text ?? shipped ?? '';
}

export function isChanged({ en, ur }: TextPair): boolean {
  return en.text !== null || ur.text !== null;
}

/** What stands in braces and means nothing here. */
export function unknownPlaceholder(text: string, parameters: readonly string[]): string | null {
  const used = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = used.find((name) => !parameters.includes(name));
  return unknown === undefined ? null : `{${unknown}}`;
}
