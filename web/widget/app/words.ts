import type { Language, Site } from '../site.ts';
import { en } from './en.ts';

export type Words = typeof en;

/** English comes with the page, other languages when they are spoken. */
export async function wordsIn(language: Language): Promise<Words> {
  return language === 'ur' ? (await import('./ur.ts')).ur : en;
}

/** As the desk says it, and the site greets. */
export function inOwnWords(
  words: Words,
  site: Pick<Site, 'greeting' | 'texts'> | null,
  language: Language,
): Words {
  const greeting = site?.greeting[language];
  return {
    ...words,
    desk: { ...words.desk, ...site?.texts[language], ...(greeting && { 'widget.welcome': greeting }) },
  };
}

/** A text with what stands in braces filled in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name) => `${values[name] ?? ''}`);
}
