import { describe, expect, test } from 'vitest';
import { matching, searchAt, withReply } from '../src/conversation/canned.ts';
import type { CannedReply } from '../src/settings/desk/objects.ts';

function reply(shortcut: string, title: string, usageCount = 0): CannedReply {
  const times = { createdAt: '2026-03-01T10:00:00.000Z', updatedAt: '2026-03-01T10:00:00.000Z' };
  const owner = { ownerId: null, departmentId: null };
  return { id: shortcut, shortcut, title, content: title, usageCount, version: 0, ...times, ...owner };
}

describe('a search in an answer', () => {
  test.each<[text: string, query: string | null]>([
    ['/', ''],
    ['/del', 'del'],
    ['/late rider', 'late rider'],
    ['Hello, /del', 'del'],
    ['Hello\n/del', 'del'],
    ['/ ', null],
    ['1 / 2', null],
    ['and/or', null],
    ['https://example.org', null],
    ['/tmp/file', null],
    ['/del\n', null],
    ['Hello', null],
    ['', null],
    ['/شکریہ', 'شکریہ'],
  ])('%j looks for %j', (text, query) => {
    expect(searchAt(text, text.length)?.query ?? null).toBe(query);
  });

  test('it ends at the caret', () => {
    expect(searchAt('/del and more', 4)).toEqual({ start: 0, end: 4, query: 'del' });
  });
});

describe('what is found', () => {
  const replies = [
    reply('delay', 'Sorry for the delay'),
    reply('del', 'Delivery address', 1),
    reply('refund', 'Refund for a delayed order', 90),
    reply('delivered', 'It was delivered', 50),
  ];
  const found = (query: string) => matching(replies, query).map(({ shortcut }) => shortcut);

  test('the shortcut itself, then what begins with it by use, then titles', () => {
    expect(found('del')).toEqual(['del', 'delivered', 'delay', 'refund']);
  });
  test('all of them while nothing is asked for', () => expect(found('')).toHaveLength(4));
  test('every word counts, in any case', () => expect(found('ORDER refund')).toEqual(['refund']));
  test('nothing', () => expect(found('zzz')).toEqual([]));
});

describe('inserting', () => {
  const search = { start: 7, end: 11, query: 'del' };

  test('the reply stands where the search stood, the caret after it', () => {
    expect(withReply('Hello, /del!', search, 'soon', 11)).toEqual({ text: 'Hello, soon!', caret: 11 });
  });
  test('who typed on meanwhile loses nothing', () => {
    expect(withReply('Hi there', search, 'soon', 8)).toEqual({ text: 'Hi theresoon', caret: 12 });
  });
});
