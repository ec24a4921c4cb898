import { describe, expect, test } from 'vitest';
import { choicesOf, isSameSet } from '../src/conversation/labels.ts';
import { scopeOf } from '../src/settings/desk/canned/scope.ts';
import {
  areAccepted,
  minutesOf,
  type ReplyTarget,
  rowsOf,
  withRows,
} from '../src/settings/desk/departments/targets.ts';
import { linesOf } from '../src/settings/desk/lines.ts';
import { momentText } from '../src/settings/desk/opening.ts';
import {
  groupOf,
  isChanged,
  pairsOf,
  type TextTemplate,
  unknownPlaceholder,
} from '../src/settings/desk/texts/templates.ts';
import { isTimeZone } from '../src/settings/desk/timeZones.ts';

describe('reply targets', () => {
  const target = (departmentId: string | null, priority: ReplyTarget['priority'], first: number | null) => ({
    departmentId,
    priority,
    firstReplySeconds: first,
    nextReplySeconds: null,
  });
  const all = [target(null, null, 600), target('orders', null, 300), target('orders', 'urgent', 60)];

  test("a department's own, a row for each priority", () => {
    const rows = rowsOf(all, 'orders');
    expect(rows.map(({ priority }) => priority)).toEqual([null, 'urgent', 'high', 'medium', 'low']);
    expect(rows.map(({ firstReplySeconds }) => firstReplySeconds)).toEqual([300, 60, null, null, null]);
  });

  test('changing one leaves those of the others, and empty rows are no targets', () => {
    const rows = rowsOf(all, 'orders').map((row) =>
      row.priority === 'urgent' ? { ...row, firstReplySeconds: null } : row,
    );
    expect(withRows(all, 'orders', rows)).toEqual([target(null, null, 600), target('orders', null, 300)]);
    expect(withRows(all, 'orders', rowsOf(all, 'orders'))).toEqual(all);
  });

  test.each([
    [null, true],
    [1, true],
    [2_592_000, true],
    [0, false],
    [2_592_001, false],
  ])('%s seconds are accepted: %s', (seconds, answer) => {
    expect(areAccepted([{ priority: null, firstReplySeconds: 60, nextReplySeconds: seconds }])).toBe(answer);
  });

  test('are shown in minutes', () => {
    expect([minutesOf(null), minutesOf(90), minutesOf(600)]).toEqual(['', '1.5', '10']);
  });
});

describe('system texts', () => {
  const template = (key: string, language: 'en' | 'ur', text: string | null = null): TextTemplate => ({
    ...{ id: `${key}.${language}`, key, language, shipped: 'shipped', text },
    ...{ parameters: ['agent'], version: 0 },
  });

  test('both languages of a key stand together', () => {
    const pairs = pairsOf([
      template('b', 'ur', 'ours'),
      template('a', 'en'),
      template('b', 'en'),
      template('a', 'ur'),
    ]);
    expect(pairs.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(pairs.map(isChanged)).toEqual([false, true]);
  });

  test.each([
    ['event.queue.entered', 'queue'],
    ['event.agent.joined.by', 'agent'],
    ['offline.order', 'offline'],
    ['rating.thanks', 'rating'],
    ['something.new', 'other'],
  ])('%s is about: %s', (key, group) => expect(groupOf(key)).toBe(group));

  test.each([
    ['{agent} joined', null],
    ['{agents} joined', '{agents}'],
    ['{} joined', '{}'],
    ['nobody', null],
    ['{agent} and {department}', '{department}'],
  ])('%s: unknown is %s', (text, unknown) => expect(unknownPlaceholder(text, ['agent'])).toBe(unknown));
});

test('lines are trimmed, and each counts once', () => {
  expect(linesOf(' rider \n\nlate\r\nlate\n')).toEqual(['rider', 'late']);
});

test('a canned reply is for its owner, a department, or all', () => {
  expect(scopeOf({ ownerId: 'sana', departmentId: null })).toBe('own');
  expect(scopeOf({ ownerId: null, departmentId: 'orders' })).toBe('department');
  expect(scopeOf({ ownerId: null, departmentId: null })).toBe('all');
});

test('a label that the desk no longer has can still be taken off', () => {
  const known = [{ name: 'refund', color: '#0c6872' }];
  expect(choicesOf(known, ['refund', 'old'])).toEqual([...known, { name: 'old' }]);
  expect(isSameSet(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(isSameSet(['a'], ['a', 'b'])).toBe(false);
});

test.each([
  ['Asia/Karachi', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('%j is a time zone: %s', (name, answer) => expect(isTimeZone(name)).toBe(answer));

test('the day is said only when it is another one', () => {
  const monday = { date: '2026-11-30', time: '09:00' };
  expect(momentText(monday, '2026-11-30', 'en')).not.toMatch(/Monday/);
  expect(momentText(monday, '2026-11-28', 'en')).toMatch(/Monday/);
});
