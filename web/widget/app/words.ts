import { en } from './en.ts';

export type Words = typeof en;

/** English comes with the page, other languages when they are spoken. */
export async function wordsIn(language: 'en' | 'ur'): Promise<Words> {
  return language === 'ur' ? (await import('./ur.ts')).ur : en;
}
