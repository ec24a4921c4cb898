import { expect, test } from 'vitest';
import { type Change, difference, type Json, replacement } from '../src/settings/audit/difference.ts';

const cases: [string, Json, Json, Change[]][] = [
  ['nothing', { name: 'Sana' }, { name: 'Sana' }, []],
  [
    'a field',
    { name: 'Sana', active: true },
    { name: 'Sana', active: false },
    [{ path: ['active'], kind: 'changed', before: true, after: false }],
  ],
  [
    'what the server counts is no change',
    { id: 'a', version: 1, updatedAt: 'x', name: 'A' },
    { id: 'a', version: 2, updatedAt: 'y', name: 'B' },
    [{ path: ['name'], kind: 'changed', before: 'A', after: 'B' }],
  ],
  [
    'something made, without what is empty in it',
    null,
    {
      name: 'Orders',
      offlineText: null,
      memberIds: [],
      routing: 'automatic',
      greeting: { en: 'Hello', ur: '' },
    },
    [
      { path: ['name'], kind: 'added', after: 'Orders' },
      { path: ['routing'], kind: 'added', after: 'automatic' },
      { path: ['greeting', 'en'], kind: 'added', after: 'Hello' },
    ],
  ],
  [
    'something deleted',
    { name: 'Orders', hours: null },
    null,
    [{ path: ['name'], kind: 'removed', before: 'Orders' }],
  ],
  [
    'a field inside a field',
    { greeting: { en: 'Hello', ur: 'سلام' } },
    { greeting: { en: 'Good day', ur: 'سلام' } },
    [{ path: ['greeting', 'en'], kind: 'changed', before: 'Hello', after: 'Good day' }],
  ],
  [
    'what came to a list and what left it',
    { origins: ['https://a.example', 'https://b.example'] },
    { origins: ['https://b.example', 'https://c.example'] },
    [{ path: ['origins'], kind: 'list', removed: ['https://a.example'], added: ['https://c.example'] }],
  ],
  [
    'one of two equal items left',
    { days: ['mon', 'mon'] },
    { days: ['mon'] },
    [{ path: ['days'], kind: 'list', removed: ['mon'], added: [] }],
  ],
  [
    'another order',
    { languages: ['en', 'ur'] },
    { languages: ['ur', 'en'] },
    [{ path: ['languages'], kind: 'changed', before: ['en', 'ur'], after: ['ur', 'en'] }],
  ],
  [
    'items that are objects, whatever the order of their fields',
    { days: [{ day: 'mon', from: '09:00' }] },
    {
      days: [
        { from: '09:00', day: 'mon' },
        { day: 'tue', from: '10:00' },
      ],
    },
    [{ path: ['days'], kind: 'list', removed: [], added: [{ day: 'tue', from: '10:00' }] }],
  ],
  [
    'null is a value where both sides have the field',
    { hours: null, limit: 5 },
    { hours: { timeZone: 'Asia/Karachi' }, limit: null },
    [
      { path: ['hours', 'timeZone'], kind: 'added', after: 'Asia/Karachi' },
      { path: ['limit'], kind: 'changed', before: 5, after: null },
    ],
  ],
  [
    'an object in place of a text',
    { text: 'away' },
    { text: { en: 'Away' } },
    [{ path: ['text'], kind: 'changed', before: 'away', after: { en: 'Away' } }],
  ],
  ['no object at all', 5, 6, [{ path: [], kind: 'changed', before: 5, after: 6 }]],
];

test.each(cases)('the difference of %s', (_, before, after, changes) => {
  expect(difference(before, after)).toEqual(changes);
});

test.each([
  ['We are away', 'We are back', 'We are ', 'away', 'back', ''],
  ['Hello', 'Hello there', 'Hello', '', ' there', ''],
  ['one two three', 'one three', 'one ', 'two ', '', 'three'],
  ['ہم ابھی یہاں نہیں', 'ہم ابھی یہاں ہیں', 'ہم ابھی یہاں ', 'نہیں', 'ہیں', ''],
  ['a a', 'a a a', 'a a', '', ' a', ''],
  ['', 'new', '', '', 'new', ''],
])('of "%s" and "%s" only the words between are marked', (before, after, start, removed, added, end) => {
  const parts = replacement(before, after);
  expect(parts).toEqual({ start, removed, added, end });
  expect(parts.start + parts.removed + parts.end).toBe(before);
  expect(parts.start + parts.added + parts.end).toBe(after);
});
