import { expect, test } from 'vitest';
import { en } from '../src/language/en.ts';
import { ago, shortAge } from '../src/language/time.ts';
import { ur } from '../src/language/ur.ts';
import { words as urduWords } from '../src/settings/words/ur.ts';
import { words } from '../src/settings/words.ts';

function leaves(table: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(table).flatMap(([key, value]) =>
      typeof value === 'object' ? [...leaves(value, `${path}${key}.`)] : [[path + key, value]],
    ),
  );
}

test('Urdu has every word that English has, in its own script', () => {
  const urdu = leaves({ ...ur, settings: urduWords });
  const same = new Set(['product', 'inbox.number', 'activity.separator']);
  for (const [path, word] of leaves({ ...en, settings: words })) {
    expect(typeof urdu.get(path), path).toBe(typeof word);
    if (typeof word !== 'string' || same.has(path) || path.endsWith('conversation.system')) continue;
    expect(urdu.get(path), path).toMatch(/\p{Script=Arabic}/u);
  }
});

test('a name keeps its direction inside a sentence of the other direction', () => {
  expect(ur.conversation.typing('Sana')).toContain('\u2068Sana\u2069');
});

test('numbers and plurals read naturally', () => {
  expect(en.inbox.unread(1)).toBe('1 unread message');
  expect(en.inbox.unread(1200)).toBe('1,200 unread messages');
});

test('an age is as short as a list row needs it', () => {
  const now = Date.UTC(2026, 2, 1, 12);
  expect(shortAge(now - 20_000, now, 'en', 'now')).toBe('now');
  expect(shortAge(now - 5 * 60_000, now, 'en', 'now')).toBe('5 min');
  expect(shortAge(now - 3 * 3_600_000, now, 'en', 'now')).toBe('3 hr');
  expect(shortAge(now - 40 * 3_600_000, now, 'en', 'now')).toMatch(/^Feb 2\d$/);
});

test('an age in a sentence is said as people say it', () => {
  const now = Date.UTC(2026, 2, 1, 12);
  expect(ago(now - 20_000, now, 'en', 'just now')).toBe('just now');
  expect(ago(now - 2 * 60_000, now, 'en', 'just now')).toBe('2 minutes ago');
  expect(ago(now - 3 * 3_600_000, now, 'en', 'just now')).toBe('3 hours ago');
  expect(ago(now - 30 * 3_600_000, now, 'en', 'just now')).toBe('yesterday');
});
