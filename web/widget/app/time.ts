import type { Words } from './words.ts';

const DAY_MS = 86_400_000;

export function clockTime(at: Date, language: string): string {
  return at.toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' });
}

export function dayName(at: Date, words: Words, language: string, now = new Date()): string {
  if (at.toDateString() === now.toDateString()) return words.today;
  if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return words.yesterday;
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return at.toLocaleDateString(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(year && { year }),
  });
}
