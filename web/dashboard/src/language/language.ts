import { useSyncExternalStore } from 'react';
import { en, type Strings } from './en.ts';

export type Language = 'en' | 'ur';

/** A language's own name for itself: the same in every language. */
export const LANGUAGES: Record<Language, { name: string; direction: 'ltr' | 'rtl' }> = {
  en: { name: 'English', direction: 'ltr' },
  ur: { name: 'اردو', direction: 'rtl' },
};

interface Spoken {
  language: Language;
  strings: Strings;
}

const KEY = 'switchboard.language';
const listeners = new Set<() => void>();
let spoken: Spoken = { language: 'en', strings: en };

/** Before the first paint: what was chosen last, else what the browser asks for. */
export function startLanguage(): Promise<void> {
  const stored = localStorage.getItem(KEY);
  const wished = stored ?? navigator.languages.find((tag) => /^(en|ur)\b/i.test(tag))?.slice(0, 2);
  return speak(wished === 'ur' ? 'ur' : 'en');
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await speak(language);
}

/** What an account has chosen elsewhere, where nothing was chosen in this browser. */
export async function suggestLanguage(tag: string | null): Promise<void> {
  const language = tag?.slice(0, 2) ?? '';
  if (localStorage.getItem(KEY) === null && language in LANGUAGES) await speak(language as Language);
}

export function useStrings(): Strings {
  return useSyncExternalStore(subscribe, () => spoken.strings);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => spoken.language);
}

async function speak(language: Language): Promise<void> {
  const strings = language === 'ur' ? (await import('./ur.ts')).ur : en;
  spoken = { language, strings };
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
