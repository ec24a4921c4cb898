import { expect, test } from 'vitest';
import { keyOf } from '../src/keyboard/useShortcuts.ts';

test.each([
  ['j', 'KeyJ', 'j'],
  ['ج', 'KeyJ', 'j'],
  ['۱', 'Digit1', '1'],
  ['؟', 'Slash', '?'],
  ['Escape', 'Escape', 'Escape'],
  ['/', 'Slash', '/'],
])('%s on the key %s is the shortcut %s', (key, code, shortcut) => {
  expect(keyOf({ key, code })).toBe(shortcut);
});
