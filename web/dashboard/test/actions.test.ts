import { expect, test } from 'vitest';
import { expected } from '../src/conversation/actions.ts';
import { Recent } from '../src/conversation/useThread.ts';
import { belongs, countOf } from '../src/inbox/views.ts';
import { bilal, conversation, sana } from './cast.ts';

test('an accepted conversation is shown as mine before the server has answered', () => {
  const before = conversation('c');
  const after = expected(before, { name: 'accept' }, sana);
  expect(after).toMatchObject({ status: 'active', assignedAgent: sana });
  expect(before.status).toBe('waiting');
});

test("a colleague's conversation is in All and in no list of mine", () => {
  const theirs = conversation('c', { status: 'active', assignedAgent: bilal });
  expect(
    belongs(theirs, { view: 'mine', search: '', priority: null, category: null, late: false }, sana.id),
  ).toBe(false);
  expect(
    belongs(theirs, { view: 'all', search: '', priority: null, category: null, late: false }, sana.id),
  ).toBe(true);
});

test('lists that nobody counts show no number', () => {
  const counts = { automated: 1, waiting: 2, active: 3, mine: 4, escalated: 5, overdue: 0 };
  expect(countOf('waiting', counts)).toBe(2);
  expect(countOf('done', counts)).toBeNull();
  expect(countOf('mine', null)).toBeNull();
});

test('the conversations opened longest ago are left first', () => {
  const left: string[] = [];
  const recent = new Recent((id) => left.push(id));
  for (let n = 0; n < 13; n++) recent.use(`c${n}`);
  recent.use('c1');
  recent.use('c13');
  expect(left).toEqual(['c0', 'c2']);
});
