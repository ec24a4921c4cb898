/** What is typed and chosen above the list; empty for anything. */
export interface AuditFilter {
  actor: string;
  action: string;
  subject: string;
  /** A day where the reader is, `2026-03-01`. */
  from: string;
  to: string;
}

export const NO_FILTER: AuditFilter = { actor: '', action: '', subject: '', from: '', to: '' };

/** As the server is asked. The last day is among what is listed, to its end. */
export function queryOf({ actor, action, subject, from, to }: AuditFilter): Record<string, string> {
  const query = { actor, action, subject: subject.trim(), from: startOf(from, 0), to: startOf(to, 1) };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

/** The midnight before `day`, so many days later, as the server writes times. Empty for what is no day. */
function startOf(day: string, later: number): string {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + later);
  const isDay = /^[12]\d{3}-\d\d-\d\d$/.test(day) && !Number.isNaN(start.getTime());
  return isDay ? start.toISOString() : '';
}
