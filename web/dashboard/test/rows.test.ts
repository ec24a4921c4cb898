import { expect, test } from 'vitest';
import type { Entry, Message } from '../src/contract.ts';
import { rowsOf } from '../src/conversation/rows.ts';
import { message, sana } from './cast.ts';

const heard = (said: Message): Entry => ({ id: said.id, mine: false, delivery: null, message: said });
const kinds = (entries: Entry[], unreadAfter: number | null = null) =>
  rowsOf(entries, unreadAfter).map(({ kind }) => kind);

test('a day is named once, above its first message', () => {
  const today = [heard(message(1)), heard(message(2))];
  const tomorrow = heard(message(3, { createdAt: '2026-03-03T10:00:00.000Z' }));
  expect(kinds([...today, tomorrow])).toEqual(['day', 'message', 'message', 'day', 'message']);
});

test('the line between read and new stands before the first unread message of somebody else', () => {
  expect(kinds([heard(message(1)), heard(message(2)), heard(message(3))], 1)).toEqual([
    'day',
    'message',
    'unread',
    'message',
    'message',
  ]);
});

test('messages of one breath name their sender once and their time once', () => {
  const rows = rowsOf([heard(message(1)), heard(message(2)), heard(message(20))], null);
  const spoken = rows.filter((row) => row.kind === 'message').map(({ first, last }) => [first, last]);
  expect(spoken).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
});

test('a fact of the life cycle ends a breath', () => {
  const joined = message(2, { kind: 'event', sender: { type: 'system', id: null, name: '' } });
  const rows = rowsOf([heard(message(1)), heard(joined), heard(message(3))], null);
  expect(rows.map((row) => ('first' in row ? row.first : row.kind))).toEqual(['day', true, 'event', true]);
});

test('what is on its way follows what was said, in the same breath', () => {
  const said: Entry = {
    id: 'm1',
    mine: true,
    delivery: 'delivered',
    message: message(1, { sender: { type: 'agent', ...sana } }),
  };
  const sending: Entry = {
    id: 'm2',
    mine: true,
    delivery: 'sent',
    outgoing: {
      id: 'm2',
      conversationId: 'c',
      content: 'and this',
      createdAt: said.message.createdAt,
      status: 'sent',
      refusal: null,
    },
  };
  const [, first, second] = rowsOf([said, sending], null);
  expect([first, second]).toMatchObject([
    { kind: 'message', first: true, last: false },
    { kind: 'outgoing', first: false, last: true },
  ]);
});
