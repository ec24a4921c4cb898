const HOUR = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

export function clock(at: number, language: string): string {
  return format(at, language, { hour: 'numeric', minute: '2-digit' });
}

/** The heading over a day's messages. */
export function day(
  at: number,
  now: number,
  language: string,
  words: { today: string; yesterday: string },
): string {
  if (startOfDay(at) === startOfDay(now)) return words.today;
  // An hour before midnight is yesterday on the day of a change of the clocks too.
  if (startOfDay(at) === startOfDay(startOfDay(now) - HOUR)) return words.yesterday;
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return format(at, language, isSameYear(at, now) ? options : { ...options, year: 'numeric' });
}

/** Milliseconds since 1970 of the midnight before, where the reader is. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function isSameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}

/** Making a formatter costs more than using it a thousand times, and a history has hundreds of times to show. */
export function format(at: number, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const formatter = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, formatter);
  return formatter.format(at);
}
