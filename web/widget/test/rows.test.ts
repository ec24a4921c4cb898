import type { Message } from '@switchboard/client';
import { expect, test } from 'vitest';
import { type Entry, rowsOf } from '../app/rows.ts';

const SANA = { type: 'agent', id: 'sana', name: 'Sana' } as const;
const BOT = { type: 'bot', id: null, name: null } as const;
const SYSTEM = { type: 'system', id: null, name: null } as const;

let seq = 0;

function entry(sender: Message['sender'], createdAt: string, kind: Message['kind'] = 'text'): Entry {
  seq += 1;
  const rest = { conversationId: 'c', content: `${seq}`, attachments: [], metadata: {}, replyTo: null };
  return {
    id: `${seq}`,
    mine: false,
    delivery: null,
    message: { ...rest, id: `${seq}`, seq, sender, kind, createdAt },
  };
}

function shape(entries: Entry[]): string[] {
  return rowsOf(entries).map((row) =>
    row.kind === 'said' ? `${row.first ? 'first' : ''}${row.last ? 'last' : ''}` || 'middle' : row.kind,
  );
}

test('nothing has no rows', () => {
  expect(rowsOf([])).toEqual([]);
});

test('messages of one person within minutes are one run', () => {
  const run = ['2026-03-02T12:00:00Z', '2026-03-02T12:01:00Z', '2026-03-02T12:04:00Z'].map((at) =>
    entry(SANA, at),
  );
  expect(shape(run)).toEqual(['day', 'first', 'middle', 'last']);
});

test('another person, a pause or a fact begins a new run', () => {
  const at = '2026-03-02T12:00:00Z';
  expect(shape([entry(SANA, at), entry(BOT, at)])).toEqual(['day', 'firstlast', 'firstlast']);
  expect(shape([entry(SANA, at), entry(SANA, '2026-03-02T12:05:00Z')])).toEqual([
    'day',
    'firstlast',
    'firstlast',
  ]);
  expect(shape([entry(SANA, at), entry(SYSTEM, at, 'event'), entry(SANA, at)])).toEqual([
    'day',
    'firstlast',
    'fact',
    'firstlast',
  ]);
});

test('each day is named once', () => {
  const days = ['2026-03-02T12:00:00Z', '2026-03-03T12:00:00Z', '2026-03-03T12:00:01Z'].map((at) =>
    entry(SANA, at),
  );
  expect(shape(days)).toEqual(['day', 'firstlast', 'day', 'first', 'last']);
});
