import { expect, test } from 'vitest';
import { piecesOf } from '../src/links.ts';

const links = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? []);

test('the pieces are the text, all of it', () => {
  for (const text of [
    'a https://x.example/1, b\nhttps://y.example. ؟',
    '',
    'plain',
    'https://a.example',
    'see https://a.example/x?y=1#z, ok (https://b.example).',
  ])
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
});

test.each([
  ['see https://example.com/a?b=c#d now', ['https://example.com/a?b=c#d']],
  ['HTTP://EXAMPLE.COM', ['http://example.com/']],
  ['(https://example.com/a). Then https://b.example!', ['https://example.com/a', 'https://b.example/']],
  ['دیکھیں https://example.com/آرڈر۔', [new URL('https://example.com/آرڈر').href]],
  ['see https://example.org/a?b=1.', ['https://example.org/a?b=1']],
  ['(https://example.org/wiki/Lahore_(city))', ['https://example.org/wiki/Lahore_(city)']],
  ['یہ دیکھیں https://example.org/a۔', ['https://example.org/a']],
  ['http://one.example and https://two.example', ['http://one.example/', 'https://two.example/']],
  ['<script src=https://evil.example/x.js></script>', ['https://evil.example/x.js']],
])('%s has its web addresses as links', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x ftp://example.com file:///etc/passwd',
  '<img src=x onerror=alert(1)>',
  'https://',
  'xhttps://example.com',
  'www.example.com',
])('%s has none', (text) => {
  expect(links(text)).toEqual([]);
});

test('an address never takes a quote or an angle bracket with it', () => {
  expect(links('<a href="https://example.com/"onmouseover="x">')).toEqual(['https://example.com/']);
});
