import { format } from '@switchboard/common/time.ts';
import type { Language } from '../../language/language.ts';

/** A date of the calendar, wherever the reader is. */
export function dateText(date: string, language: Language): string {
  return format(Date.parse(`${date}T00:00Z`), language, { dateStyle: 'full', timeZone: 'UTC' });
}

/** A moment by the department's clock: the time alone when that is today there. */
export function momentText(
  { date, time }: { date: string; time: string },
  today: string,
  language: Language,
): string {
  const at = Date.parse(`${date}T${time}Z`);
  const hour = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return format(at, language, date === today ? hour : { weekday: 'long', ...hour });
}
