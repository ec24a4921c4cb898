import { expect, test } from 'vitest';
import { en } from '../app/en.ts';
import { nameOf } from '../app/names.ts';
import { ur } from '../app/ur.ts';
import { WORDS } from '../launcher/words.ts';

const arabic = /\p{Script=Arabic}/u;

test('every word of the chat is said in Urdu, in its own script', () => {
  expect(Object.keys(ur)).toEqual(Object.keys(en));
  // Events and refusals are checked where they are written.
  const { events, refusals, ...own } = ur;
  for (const [name, word] of Object.entries(own)) {
    const said =
      typeof word === 'function'
        ? (word as (...args: never[]) => string)(...(['Sana', '2'] as never[]))
        : word;
    for (const text of typeof said === 'string' ? [said] : Object.values(said))
      expect(text, name).toMatch(arabic);
  }
});

test('every word of the launcher is said in Urdu', () => {
  expect(Object.keys(WORDS.ur)).toEqual(Object.keys(WORDS.en));
});

test('the bot is named in the reader’s language', () => {
  expect(nameOf({ type: 'bot', id: null, name: null }, ur)).toBe('معاون');
});
