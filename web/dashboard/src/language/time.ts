import { format, isSameYear } from '@switchboard/common/time.ts';
import { useSyncExternalStore } from 'react';
import { type Language, useLanguage, useStrings } from './language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 min", "2 h", then a date: short enough for a list row. */
export function shortAge(at: number, now: number, language: Language, nowWord: string): string {
  const age = now - at;
  if (age < MINUTE) return nowWord;
  if (age < HOUR) return unit(Math.floor(age / MINUTE), 'minute', language);
  if (age < DAY) return unit(Math.floor(age / HOUR), 'hour', language);
  return format(
    at,
    language,
    isSameYear(at, now) ? { day: 'numeric', month: 'short' } : { dateStyle: 'short' },
  );
}

export function full(at: number, language: Language): string {
  return format(at, language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** "just now", "2 minutes ago", "yesterday": for something that is not in a list. */
export function ago(at: number, now: number, language: Language, nowWord: string): string {
  const age = now - at;
  if (age < MINUTE) return nowWord;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return format.format(-Math.floor(age / HOUR), 'hour');
  return format.format(-Math.floor(age / DAY), 'day');
}

/** As `ago`; renders again once a minute. */
export function useAgo(at: string): string {
  const now = useSyncExternalStore(subscribeMinutes, () => minute);
  const language = useLanguage();
  return ago(Date.parse(at), Math.max(now, Date.parse(at)), language, useStrings().time.justNow);
}

/** For a list row; renders again once a minute, all rows together. */
export function useShortAge(at: string): string {
  const now = useMinute();
  const language = useLanguage();
  return shortAge(Date.parse(at), Math.max(now, Date.parse(at)), language, useStrings().time.now);
}

/** The time, renewed once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(subscribeMinutes, () => minute);
}

const minuteListeners = new Set<() => void>();
let minute = Date.now();
let minuteTimer: ReturnType<typeof setInterval> | undefined;

function subscribeMinutes(listener: () => void): () => void {
  minuteListeners.add(listener);
  if (minuteTimer === undefined) minute = Date.now();
  minuteTimer ??= setInterval(tick, MINUTE);
  return () => {
    minuteListeners.delete(listener);
    if (minuteListeners.size > 0) return;
    clearInterval(minuteTimer);
    minuteTimer = undefined;
  };
}

function tick(): void {
  minute = Date.now();
  for (const listener of minuteListeners) listener();
}

function unit(n: number, name: 'minute' | 'hour', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(n);
}
