import { describe, expect, test } from 'vitest';
import { Switchboard } from '../src/switchboard.ts';
import { isBlank, preview } from '../src/text.ts';
import { golden } from './golden.ts';

type Pieces = [text: string, times: number][];

const tables = Object.fromEntries(golden('text'));
const table = <T>(name: string) => tables[`text/${name}.json`] as T;
const text = (pieces: Pieces) => pieces.map(([piece, times]) => piece.repeat(times)).join('');

const blank = table<Record<'blank' | 'visible', { says: string; text: string }[]>>('blank');
const { cases: previews } = table<{ cases: { says: string; text: Pieces; preview: Pieces }[] }>('preview');

describe('what shows nothing is blank', () => {
  test.each(blank.blank)('$says', (each) => expect(isBlank(each.text)).toBe(true));
});

describe('what shows anything is not blank', () => {
  test.each(blank.visible)('$says', (each) => expect(isBlank(each.text)).toBe(false));
});

describe('a preview ends between two characters', () => {
  test.each(previews)('$says', (each) => expect(preview(text(each.text))).toBe(text(each.preview)));
});

test('half a surrogate pair is visible', () => {
  expect(isBlank('\ud83d')).toBe(false);
  expect(isBlank(' \ude42')).toBe(false);
});

test('a message that shows nothing is refused before it waits in the outbox', async () => {
  const chat = new Switchboard({ url: 'http://127.0.0.1', session: () => new Promise(() => undefined) });
  const refusal = { code: 'validation_failed', field: 'content' };
  expect(() => chat.send('01993a20-0000-7000-8000-000000000001', '\u200b \u2800')).toThrow(
    expect.objectContaining(refusal),
  );
  await expect(chat.open('\u00a0')).rejects.toMatchObject(refusal);
  expect(chat.state.outbox).toEqual([]);
});
