import type { Message, timeline } from '@switchboard/client';
import { startOfDay } from './time.ts';

export type Entry = ReturnType<typeof timeline>[number];

/** What the history of a conversation shows, top to bottom. `at` is in milliseconds since 1970. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  /** The line between read and unread messages. */
  | { kind: 'unread'; key: string }
  | { kind: 'event'; key: string; at: number; message: Message }
  | MessageRow;

/** `first` and `last` in a group of messages that one person wrote within minutes: name above, time below. */
export interface MessageRow {
  kind: 'message';
  key: string;
  at: number;
  entry: Entry;
  first: boolean;
  last: boolean;
}

const GROUP_MS = 5 * 60_000;

/** @param readUpTo own read mark when the conversation was opened; null: no line between read and unread */
export function rowsOf(entries: readonly Entry[], readUpTo: number | null = null): Row[] {
  const rows: Row[] = [];
  let lastDay = Number.NaN;
  let isUnreadShown = readUpTo === null;
  for (const entry of entries) {
    const at = timeOf(entry);
    const day = startOfDay(at);
    if (day !== lastDay) rows.push({ kind: 'day', key: `day ${day}`, at: day });
    lastDay = day;
    if (!isUnreadShown && isUnread(entry, readUpTo ?? 0)) {
      rows.push({ kind: 'unread', key: 'unread' });
      isUnreadShown = true;
    }
    rows.push(rowOf(entry, at));
  }
  return rows.map((row, index) =>
    row.kind === 'message'
      ? { ...row, first: !areGrouped(rows[index - 1], row), last: !areGrouped(row, rows[index + 1]) }
      : row,
  );
}

function rowOf(entry: Entry, at: number): Row {
  const { id: key, message } = entry;
  if (message?.kind === 'event') return { kind: 'event', key, at, message };
  return { kind: 'message', key, at, entry, first: true, last: true };
}

function timeOf({ message, outgoing }: Entry): number {
  return Date.parse((message ?? outgoing).createdAt);
}

function isUnread({ message, mine }: Entry, readUpTo: number): boolean {
  return !!message && !mine && message.seq > readUpTo && message.kind !== 'event';
}

function areGrouped(earlier: Row | undefined, later: Row | undefined): boolean {
  if (earlier?.kind !== 'message' || later?.kind !== 'message') return false;
  return later.at - earlier.at < GROUP_MS && authorOf(earlier.entry) === authorOf(later.entry);
}

function authorOf({ mine, message }: Entry): string {
  return mine || !message ? 'me' : `${message.sender.type} ${message.sender.id}`;
}
