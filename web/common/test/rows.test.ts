import type { Message } from '@switchboard/client';
import { expect, test } from 'vitest';
import { type Entry, type Row, rowsOf } from '../src/rows.ts';

const AYESHA = { type: 'customer', id: 'ayesha', name: 'Ayesha' } as const;
const SANA = { type: 'agent', id: 'sana', name: 'Sana' } as const;
const BOT = { type: 'bot', id: null, name: null } as const;
const SYSTEM = { type: 'system', id: null, name: null } as const;

interface Parts {
  sender?: Message['sender'];
  kind?: Message['kind'];
  mine?: boolean;
  at?: string;
}

/** Message `seq`, so many minutes after ten. */
function entry(seq: number, { sender = AYESHA, kind = 'text', mine = false, at }: Parts = {}): Entry {
  const createdAt = at ?? new Date(2026, 2, 1, 10, seq).toISOString();
  const rest = { conversationId: 'c', content: `${seq}`, attachments: [], metadata: {}, replyTo: null };
  const message = { ...rest, id: `m${seq}`, seq, sender, kind, createdAt };
  return { id: `m${seq}`, mine, delivery: mine ? 'delivered' : null, message };
}

function outgoing(seq: number): Entry {
  const rest = { conversationId: 'c', content: 'and this', status: 'sent', refusal: null } as const;
  const createdAt = new Date(2026, 2, 1, 10, seq).toISOString();
  return { id: `m${seq}`, mine: true, delivery: 'sent', outgoing: { ...rest, id: `m${seq}`, createdAt } };
}

/** A row in one word: a message by its place in its group. */
function shape(row: Row): string {
  if (row.kind !== 'message') return row.kind;
  return `${row.first ? 'first' : ''}${row.last ? 'last' : ''}` || 'middle';
}

const shapes = (entries: Entry[], readUpTo: number | null = null) => rowsOf(entries, readUpTo).map(shape);

test('nothing has no rows', () => {
  expect(rowsOf([])).toEqual([]);
});

test('messages of one person within minutes are one group', () => {
  expect(shapes([entry(1), entry(2), entry(5)])).toEqual(['day', 'first', 'middle', 'last']);
});

test('another person, a pause or an event begins a new group', () => {
  const apart = ['day', 'firstlast', 'firstlast'];
  expect(shapes([entry(1, { sender: SANA }), entry(1, { sender: BOT })])).toEqual(apart);
  expect(shapes([entry(1), entry(6)])).toEqual(apart);
  const joined = entry(2, { sender: SYSTEM, kind: 'event' });
  expect(shapes([entry(1), joined, entry(3)])).toEqual(['day', 'firstlast', 'event', 'firstlast']);
});

test('a day is named once, above its first message, and begins a new group', () => {
  const night = [entry(1, { at: '2026-03-02T11:00:00' }), entry(2, { at: '2026-03-03T11:00:00' })];
  expect(shapes([...night, entry(3, { at: '2026-03-03T11:00:01' })])).toEqual([
    'day',
    'firstlast',
    'day',
    'first',
    'last',
  ]);
  const midnight = [entry(1, { at: '2026-03-02T23:59:59' }), entry(2, { at: '2026-03-03T00:00:01' })];
  expect(shapes(midnight)).toEqual(['day', 'firstlast', 'day', 'firstlast']);
});

test('the line between read and unread stands before the first unread message of somebody else', () => {
  const three = [entry(1), entry(2), entry(3)];
  expect(shapes(three, 1)).toEqual(['day', 'firstlast', 'unread', 'first', 'last']);
  expect(shapes(three, 3)).toEqual(['day', 'first', 'middle', 'last']);
  const mine = entry(2, { sender: SANA, mine: true });
  expect(shapes([entry(1), mine, entry(2, { sender: SYSTEM, kind: 'event' })], 1)).not.toContain('unread');
});

test('what is on its way follows what its author has said, in the same group', () => {
  const said = entry(1, { sender: SANA, mine: true });
  expect(shapes([said, outgoing(2)])).toEqual(['day', 'first', 'last']);
});
