/** Hours of a department as the contract has them: wall-clock times in the department's time zone. */

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];

/** One that ends at or before its beginning ends on the next day; `24:00` is the end of the day. */
export interface Span {
  day: Day;
  from: string;
  to: string;
}

export interface BusinessHours {
  timeZone: string;
  days: Span[];
  holidays?: string[];
}

/** What is wrong with one span. */
export type SpanFault = 'missing' | 'empty' | 'overlaps';

/** Whether it is open, and when (by the department's clock) that changes; null: not within two weeks. */
export interface Opening {
  isOpen: boolean;
  changes: { date: string; time: string } | null;
}

const MINUTES_A_DAY = 24 * 60;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
const DAY_MS = MINUTES_A_DAY * 60_000;
/** Days that are looked at for the next change. */
const HORIZON_DAYS = 15;
const WORKING_DAYS: readonly Day[] = DAYS.slice(0, 5);

export function usualHours(timeZone: string): BusinessHours {
  return { timeZone, days: WORKING_DAYS.map((day) => ({ day, from: '09:00', to: '18:00' })), holidays: [] };
}

/** The time zone of this browser. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The spans with one more on `day`: after its last one, where there is room. */
export function withSpan(days: readonly Span[], day: Day): Span[] {
  const ofDay = days.filter((span) => span.day === day);
  const last = Math.max(...ofDay.map(({ from, to }) => endOf(from, to)));
  if (ofDay.length === 0) return [...days, { day, from: '09:00', to: '18:00' }];
  const from = Math.min(last + 60, MINUTES_A_DAY - 60);
  return [...days, { day, from: clock(from), to: clock(Math.min(from + 240, MINUTES_A_DAY)) }];
}

/** The spans of `day` on every other working day too, in place of theirs. */
export function copiedToWorkingDays(days: readonly Span[], day: Day): Span[] {
  const copied = days.filter((span) => span.day === day);
  const others = WORKING_DAYS.filter((other) => other !== day);
  const kept = days.filter((span) => !others.includes(span.day));
  return [...kept, ...others.flatMap((other) => copied.map((span) => ({ ...span, day: other })))];
}

/** What the server would refuse, by the span's place in the list. Of two that overlap the later one is named. */
export function faultsOf(days: readonly Span[]): Map<number, SpanFault> {
  const faults = new Map<number, SpanFault>();
  for (const [index, span] of days.entries()) {
    const fault = faultOf(span, days.slice(0, index));
    if (fault !== null) faults.set(index, fault);
  }
  return faults;
}

function faultOf(span: Span, before: readonly Span[]): SpanFault | null {
  if (span.from === '' || span.to === '') return 'missing';
  if (span.from === span.to) return 'empty';
  return before.some((other) => isComplete(other) && overlap(span, other)) ? 'overlaps' : null;
}

/** The week is a circle: Sunday's night ends on Monday. */
function overlap(a: Span, b: Span): boolean {
  const [first, second] = [inWeek(a), inWeek(b)];
  return [-MINUTES_A_WEEK, 0, MINUTES_A_WEEK].some(
    (shift) => first.from + shift < second.to && second.from < first.to + shift,
  );
}

function inWeek({ day, from, to }: Span): { from: number; to: number } {
  const start = DAYS.indexOf(day) * MINUTES_A_DAY;
  return { from: start + minutes(from), to: start + endOf(from, to) };
}

/** @param now what the clock says to everybody; the department's own is derived */
export function opening(hours: BusinessHours, now: Date): Opening {
  const local = localTime(now, hours.timeZone);
  const open = openSpans(hours, local.date);
  const current = open.find(({ from, to }) => from <= local.minutes && local.minutes < to);
  const next = open.find(({ from }) => from > local.minutes);
  const at = current?.to ?? next?.from;
  const isFar = at === undefined || at >= (HORIZON_DAYS - 1) * MINUTES_A_DAY;
  return { isOpen: current !== undefined, changes: isFar ? null : moment(local.date, at) };
}

/** In minutes since midnight of `today`, in order; what touches is one. The day before may reach into today. */
function openSpans({ days, holidays = [] }: BusinessHours, today: string): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let offset = -1; offset < HORIZON_DAYS; offset++) {
    const date = addDays(today, offset);
    if (holidays.includes(date)) continue;
    const start = offset * MINUTES_A_DAY;
    for (const span of days.filter((span) => isComplete(span) && span.day === weekday(date)))
      spans.push({ from: start + minutes(span.from), to: start + endOf(span.from, span.to) });
  }
  return merged(spans.sort((a, b) => a.from - b.from));
}

function merged(sorted: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Today by the clocks of a time zone. */
export function dateIn(timeZone: string, now: Date): string {
  return localTime(now, timeZone).date;
}

function moment(today: string, at: number): { date: string; time: string } {
  return { date: addDays(today, Math.floor(at / MINUTES_A_DAY)), time: clock(at % MINUTES_A_DAY) };
}

function localTime(now: Date, timeZone: string): { date: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: minutes(`${part('hour')}:${part('minute')}`),
  };
}

function weekday(date: string): Day | undefined {
  return DAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7];
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function isComplete({ from, to }: Span): boolean {
  return from !== '' && to !== '' && from !== to;
}

function endOf(from: string, to: string): number {
  return minutes(to) > minutes(from) ? minutes(to) : minutes(to) + MINUTES_A_DAY;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function clock(at: number): string {
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
