import type { Entry, Message, Outgoing, Sender } from '../contract.ts';
import { startOfDay } from '../language/time.ts';

/** What the history shows, top to bottom. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'unread'; key: string }
  | { kind: 'event'; key: string; message: Message; at: number }
  /** `first`: shows who speaks; the following rows of the same person within some minutes do not repeat it. */
  | {
      kind: 'message';
      key: string;
      message: Message;
      mine: boolean;
      at: number;
      first: boolean;
      last: boolean;
    }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; at: number; first: boolean; last: boolean };

type Spoken = Extract<Row, { kind: 'message' | 'outgoing' }>;

const SAME_BREATH_MS = 5 * 60_000;

/** @param unreadAfter own read mark when the conversation was opened; null: no line between read and new. */
export function rowsOf(entries: readonly Entry[], unreadAfter: number | null): Row[] {
  const rows: Row[] = [];
  let lastDay = Number.NaN;
  let unreadDrawn = unreadAfter === null;
  for (const entry of entries) {
    const at = Date.parse((entry.message ?? entry.outgoing).createdAt);
    const day = startOfDay(at);
    if (day !== lastDay) rows.push({ kind: 'day', key: `day-${day}`, at: day });
    lastDay = day;
    if (!unreadDrawn && isUnread(entry, unreadAfter ?? 0)) {
      rows.push({ kind: 'unread', key: 'unread' });
      unreadDrawn = true;
    }
    rows.push(rowOf(entry, at));
  }
  return grouped(rows);
}

function rowOf(entry: Entry, at: number): Row {
  if (entry.message === undefined) {
    return { kind: 'outgoing', key: entry.id, outgoing: entry.outgoing, at, first: true, last: true };
  }
  const { message, mine } = entry;
  if (message.kind === 'event') return { kind: 'event', key: entry.id, message, at };
  return { kind: 'message', key: entry.id, message, mine, at, first: true, last: true };
}

function isUnread(entry: Entry, unreadAfter: number): boolean {
  const { message, mine } = entry;
  return message !== undefined && !mine && message.seq > unreadAfter && message.kind !== 'event';
}

function grouped(rows: Row[]): Row[] {
  return rows.map((row, index) => {
    if (!isSpoken(row)) return row;
    return { ...row, first: !inOneBreath(rows[index - 1], row), last: !inOneBreath(row, rows[index + 1]) };
  });
}

function inOneBreath(earlier: Row | undefined, later: Row | undefined): boolean {
  if (!isSpoken(earlier) || !isSpoken(later)) return false;
  return later.at - earlier.at < SAME_BREATH_MS && speakerOf(earlier) === speakerOf(later);
}

function isSpoken(row: Row | undefined): row is Spoken {
  return row?.kind === 'message' || row?.kind === 'outgoing';
}

function speakerOf(row: Spoken): string {
  return row.kind === 'outgoing' || row.mine ? 'me' : identityOf(row.message.sender);
}

function identityOf({ type, id }: Sender): string {
  return `${type}:${id ?? ''}`;
}
