import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { en } from '../app/en.ts';
import { nameOf } from '../app/names.ts';
import { ur } from '../app/ur.ts';
import { filled, inOwnWords } from '../app/words.ts';
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

/** What the server comes with in a language, of what widgets say. */
async function shippedBy(language: string): Promise<object> {
  const file = new URL(`../../../server/src/main/resources/texts/${language}.properties`, import.meta.url);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('widget.'));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

test.each([
  ['en', en],
  ['ur', ur],
] as const)('what the desk may say itself is shipped as the server ships it: %s', async (language, words) => {
  expect(words.desk).toEqual(await shippedBy(language));
});

test('a desk says it in its own words, and a site greets in its own', () => {
  const texts = { en: { 'widget.offline': 'We sleep.', 'widget.welcome': 'Hi' }, ur: {} };
  const greeting = { en: 'Salaam', ur: null };
  expect(inOwnWords(en, { greeting, texts }, 'en').desk).toEqual({
    ...en.desk,
    'widget.offline': 'We sleep.',
    'widget.welcome': 'Salaam',
  });
  expect(inOwnWords(ur, { greeting, texts }, 'ur').desk).toEqual(ur.desk);
  expect(inOwnWords(en, null, 'en').desk).toEqual(en.desk);
});

test('places in a text are filled, each as often as it is there', () => {
  expect(filled('{position} of {position}, {wait} {other}', { position: 3, wait: '$&' })).toBe('3 of 3, $& ');
});
