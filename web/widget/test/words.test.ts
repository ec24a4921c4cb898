import { expect, test } from 'vitest';
import { en } from '../app/en.ts';
import { eventText, nameOf } from '../app/names.ts';
import { ur } from '../app/ur.ts';
import { WORDS } from '../launcher/words.ts';

const arabic = /\p{Script=Arabic}/u;

test('every word of the chat is said in Urdu, in its own script', () => {
  expect(Object.keys(ur)).toEqual(Object.keys(en));
  for (const [name, word] of Object.entries(ur)) {
    const said =
      typeof word === 'function'
        ? (word as (...args: never[]) => string)(...(['Sana', '2'] as never[]))
        : word;
    for (const text of typeof said === 'string' ? [said] : Object.values(said))
      expect(typeof text === 'function' ? text('Sana', '') : text, name).toMatch(arabic);
  }
  expect(Object.keys(ur.facts)).toEqual(Object.keys(en.facts));
});

test('every word of the launcher is said in Urdu', () => {
  expect(Object.keys(WORDS.ur)).toEqual(Object.keys(WORDS.en));
});

test('a fact that is newer than this page is told in the words of the server', () => {
  const fact = { content: 'The moon rose', metadata: { event: 'moon.rose' } };
  expect(eventText(fact as Parameters<typeof eventText>[0], ur)).toBe('The moon rose');
});

test('a Latin name inside an Urdu sentence does not turn the sentence round', () => {
  const fact = {
    content: 'Sana joined',
    metadata: { event: 'agent.joined', agent: { id: 'sana', name: 'Sana' } },
  };
  expect(eventText(fact as Parameters<typeof eventText>[0], ur)).toContain('\u2068Sana\u2069');
});

test('the bot is named in the reader’s language', () => {
  expect(nameOf({ type: 'bot', id: null, name: null }, ur)).toBe('معاون');
});
