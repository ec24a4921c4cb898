import { expect, test } from 'vitest';
import { isolate } from '../src/isolate.ts';

test('a name stands in an isolate', () => {
  expect(isolate('Sana')).toBe('\u2068Sana\u2069');
});

test('a name cannot end its isolate and turn the sentence around', () => {
  expect(isolate('Sa\u2069na\u202e')).toBe('\u2068Sana\u2069');
});

test('a name keeps the marks that its letters need', () => {
  expect(isolate('نیم\u200cفاصله')).toBe('\u2068نیم\u200cفاصله\u2069');
});
