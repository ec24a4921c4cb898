import { expect, test } from 'vitest';
import { pieces, safeAddress } from '../src/conversation/links.ts';

const links = (text: string) => pieces(text).flatMap(({ href }) => (href === null ? [] : [href]));

test.each([
  ['see https://example.org/a?b=1.', ['https://example.org/a?b=1']],
  ['(https://example.org/wiki/Lahore_(city))', ['https://example.org/wiki/Lahore_(city)']],
  ['یہ دیکھیں https://example.org/a۔', ['https://example.org/a']],
  ['http://one.example and https://two.example', ['http://one.example/', 'https://two.example/']],
  ['<script src=https://evil.example/x.js></script>', ['https://evil.example/x.js']],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://example.org',
  'file:///etc/passwd',
  'plain text',
])('%s never becomes a link', (text) => {
  expect(links(text)).toEqual([]);
  expect(safeAddress(text)).toBeNull();
});

test('cutting a text loses no character of it', () => {
  const text = 'a https://x.example/1, b\nhttps://y.example. ؟';
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
