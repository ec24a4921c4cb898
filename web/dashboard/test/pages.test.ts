import { expect, test } from 'vitest';
import { all, type Pages, withConversation, withoutConversation, withoutUnread } from '../src/inbox/pages.ts';
import type { Filter } from '../src/inbox/views.ts';
import { conversation, sana } from './cast.ts';

const waiting: Filter = { view: 'waiting', search: '', priority: null, category: null, late: false };
const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const active = (id: string, minute: number, parts = {}) =>
  conversation(id, { lastMessageAt: at(minute), updatedAt: at(minute), ...parts });

function pages(nextCursor: string | null, ...lists: ReturnType<typeof conversation>[][]): Pages {
  return {
    pages: lists.map((items, index) => ({
      items,
      nextCursor: index < lists.length - 1 ? 'more' : nextCursor,
    })),
    pageParams: lists.map(() => null),
  };
}
const ids = (list: Pages) => all(list).map(({ id }) => id);

test('a new conversation enters the list at its place, newest activity first', () => {
  const list = pages(null, [active('new', 30), active('old', 10)]);
  expect(ids(withConversation(list, active('between', 20), waiting, sana.id))).toEqual([
    'new',
    'between',
    'old',
  ]);
});

test('a conversation that is accepted leaves the waiting list', () => {
  const list = pages(null, [active('a', 30), active('b', 10)]);
  const accepted = active('a', 31, { status: 'active', assignedAgent: sana });
  expect(ids(withConversation(list, accepted, waiting, sana.id))).toEqual(['b']);
});

test('a conversation one no longer sees leaves every list, whichever page it is on', () => {
  const list = pages(null, [active('a', 30)], [active('b', 10)]);
  expect(ids(withoutConversation(list, 'b'))).toEqual(['a']);
  expect(withoutConversation(list, 'unknown')).toBe(list);
});

test('a conversation with a new message moves to the top, across pages', () => {
  const list = pages(null, [active('a', 30)], [active('b', 10)]);
  expect(ids(withConversation(list, active('b', 40), waiting, sana.id))).toEqual(['b', 'a']);
});

test('what lies beyond the loaded pages waits for its page', () => {
  const list = pages('more', [active('a', 30)]);
  expect(ids(withConversation(list, active('older', 5), waiting, sana.id))).toEqual(['a']);
});

test('an event that was overtaken by a newer one changes nothing', () => {
  const list = pages(null, [active('a', 30, { lastSeq: 7 })]);
  const late = active('a', 20, { lastSeq: 6, status: 'closed' });
  expect(withConversation(list, late, waiting, sana.id)).toBe(list);
});

test('a search takes no strangers in, because only the server can say whether they match', () => {
  const searching: Filter = { ...waiting, search: 'refund' };
  const list = pages(null, [active('a', 30)]);
  expect(ids(withConversation(list, active('stranger', 40), searching, sana.id))).toEqual(['a']);
  expect(ids(withConversation(list, active('a', 40), searching, sana.id))).toEqual(['a']);
});

test('the priority filter holds for what the socket brings', () => {
  const urgent: Filter = { ...waiting, priority: 'urgent' };
  const list = pages(null, []);
  expect(ids(withConversation(list, active('calm', 1), urgent, sana.id))).toEqual([]);
  expect(ids(withConversation(list, active('loud', 1, { priority: 'urgent' }), urgent, sana.id))).toEqual([
    'loud',
  ]);
});

test('reading empties the badge and leaves the rest of the list as it was', () => {
  const list = pages(null, [active('a', 30, { unreadCount: 3 }), active('b', 10, { unreadCount: 1 })]);
  expect(all(withoutUnread(list, 'a')).map(({ unreadCount }) => unreadCount)).toEqual([0, 1]);
  expect(withoutUnread(list, 'nobody')).toBe(list);
});

test('a conversation that moved up between two pages is shown once', () => {
  expect(ids(pages(null, [active('a', 30)], [active('a', 10), active('b', 5)]))).toEqual(['a', 'b']);
});

test('a list of what is late takes in who becomes late and lets go who is answered', () => {
  const late = { dueAt: at(5), overdue: true, level: 'agent', acknowledgedBy: null };
  const filter: Filter = { ...waiting, late: true };
  const list = withConversation(pages(null, []), active('a', 30, { replyDue: late }), filter, sana.id);
  expect(ids(list)).toEqual(['a']);
  expect(ids(withConversation(list, active('b', 31), filter, sana.id))).toEqual(['a']);
  expect(ids(withConversation(list, active('a', 32, { replyDue: null }), filter, sana.id))).toEqual([]);
});

test('a list of one category takes only what has it', () => {
  const list = pages(null, [active('one', 10, { category: 'payment' })]);
  const payment: Filter = { ...waiting, category: 'payment' };
  expect(ids(withConversation(list, active('two', 20, { category: 'order' }), payment, sana.id))).toEqual([
    'one',
  ]);
  expect(ids(withConversation(list, active('one', 20, { category: 'order' }), payment, sana.id))).toEqual([]);
});
