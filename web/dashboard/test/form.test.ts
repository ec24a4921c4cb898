import { expect, test } from 'vitest';
import { inSeconds, isColour, numberIn, unitOf } from '../src/settings/form/fieldValues.ts';
import { changesOf, errorAt, isSame, rebased, strayErrors } from '../src/settings/form/formState.ts';

test('values are the same by what they hold', () => {
  expect(isSame({ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] })).toBe(true);
  expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(isSame({ a: undefined }, {})).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame(null, {})).toBe(false);
});

test('only what was changed is sent', () => {
  const base = { name: 'Sales', languages: ['en'], limit: 3 };
  expect(changesOf(base, { ...base, languages: ['en', 'ur'] })).toEqual({ languages: ['en', 'ur'] });
  expect(changesOf(base, { ...base, languages: ['en'] })).toEqual({});
});

test("one's own changes go on top of what somebody else has stored", () => {
  const base = { name: 'Sales', limit: 3 };
  const mine = { name: 'Sales', limit: 5 };
  expect(rebased(base, mine, { name: 'Shop', limit: 4 })).toEqual({ name: 'Shop', limit: 5 });
});

test('an error stands at its field, also when it is about something inside', () => {
  const errors = [
    { field: 'name', text: 'taken' },
    { field: 'greeting.en', text: 'too long' },
    { field: 'days[0].from', text: 'overlaps' },
  ];
  expect(errorAt(errors, 'name')).toBe('taken');
  expect(errorAt(errors, 'greeting')).toBe('too long');
  expect(errorAt(errors, 'greeting.en')).toBe('too long');
  expect(errorAt(errors, 'greeting.ur')).toBeNull();
  expect(errorAt(errors, 'days')).toBe('overlaps');
  expect(errorAt(errors, 'nam')).toBeNull();
});

test('an error of a field that the form does not have stands above it', () => {
  const errors = [
    { field: 'role', text: 'not yours' },
    { field: 'greeting.en', text: 'too long' },
  ];
  expect(strayErrors(errors, ['greeting'])).toEqual([{ field: 'role', text: 'not yours' }]);
});

test('a number may be typed with the digits of any keyboard', () => {
  expect(numberIn(' 42 ')).toBe(42);
  expect(numberIn('۴۲')).toBe(42);
  expect(numberIn('٤٢')).toBe(42);
  expect(numberIn('1٫5')).toBe(1.5);
  for (const text of ['', '-', '1e3', '0x10', '4 2', 'four']) expect(numberIn(text), text).toBeNull();
});

test('a span of time is shown in the largest unit that is a whole number', () => {
  expect(unitOf(7_200)).toBe('hours');
  expect(unitOf(5_400)).toBe('minutes');
  expect(unitOf(172_800)).toBe('days');
  expect(unitOf(0)).toBe('seconds');
  expect(unitOf(null, ['minutes', 'hours'])).toBe('minutes');
  expect(inSeconds(2, 'hours')).toBe(7_200);
});

test('a colour is six hexadecimal digits', () => {
  expect(isColour('#0c6872')).toBe(true);
  for (const text of ['0c6872', '#fff', '#0c687g', 'red']) expect(isColour(text), text).toBe(false);
});
