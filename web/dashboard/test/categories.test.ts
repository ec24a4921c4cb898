import { expect, test } from 'vitest';
import { choicesFor, filtersFor, nameIn } from '../src/settings/desk/categories/categories.ts';
import type { Category } from '../src/settings/desk/objects.ts';

function category(slug: string, parts: Partial<Category> = {}): Category {
  const at = '2026-03-01T10:00:00.000Z';
  return {
    ...{ id: slug, slug, nameEn: slug, nameUr: slug, keywords: [], displayOrder: 0, active: true },
    ...{ createdAt: at, updatedAt: at, version: 0 },
    ...parts,
  };
}

const desk = [
  category('visa', { nameEn: 'Visa', nameUr: 'ویزا' }),
  category('paper', { nameEn: 'On paper', nameUr: 'کاغذ پر', active: false }),
];

test('a category has the desk’s own name, in the reader’s language', () => {
  expect(nameIn(desk, 'visa', 'en')).toBe('Visa');
  expect(nameIn(desk, 'visa', 'ur')).toBe('ویزا');
});

test('one that was deleted keeps its short name', () => {
  expect(nameIn(desk, 'gone', 'en')).toBe('gone');
  expect(nameIn([], 'gone', 'ur')).toBe('gone');
});

test('only active ones are offered, beside the one that a conversation has', () => {
  expect(choicesFor(desk, null)).toEqual(['visa']);
  expect(choicesFor(desk, 'visa')).toEqual(['visa']);
  expect(choicesFor(desk, 'paper')).toEqual(['visa', 'paper']);
  expect(choicesFor(desk, 'gone')).toEqual(['visa', 'gone']);
  expect(choicesFor([], null)).toEqual([]);
});

test('lists can be narrowed to any that conversations may have', () => {
  expect(filtersFor(desk, null)).toEqual(['visa', 'paper']);
  expect(filtersFor(desk, 'gone')).toEqual(['visa', 'paper', 'gone']);
});
