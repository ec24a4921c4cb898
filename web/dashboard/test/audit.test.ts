import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NO_FILTER, queryOf } from '../src/settings/audit/filter.ts';
import { actionText, fieldText, jsonText } from '../src/settings/audit/format.ts';
import { words } from '../src/settings/words.ts';

test('no filter asks for nothing', () => {
  expect(queryOf(NO_FILTER)).toEqual({});
  expect(queryOf({ ...NO_FILTER, subject: '  ' })).toEqual({});
});

test('days are the reader’s, the last one to its end', () => {
  const query = queryOf({ ...NO_FILTER, from: '2026-03-01', to: '2026-03-31', action: 'account' });
  expect(query).toEqual({
    action: 'account',
    from: new Date(2026, 2, 1).toISOString(),
    to: new Date(2026, 3, 1).toISOString(),
  });
});

test.each(['', '2026', '2026-3-1', 'yesterday', '0026-03-01'])('%s is no day', (from) => {
  expect(queryOf({ ...NO_FILTER, from })).toEqual({});
});

test('an action is named by what it was done to and what was done', () => {
  expect(actionText('department.updated', words)).toBe('Department · changed');
  expect(actionText('rocket.launched', words)).toBe('rocket.launched');
  expect(actionText('odd', words)).toBe('odd');
});

test('every action that the contract names has words', async () => {
  const file = join(import.meta.dirname, '../../../server/src/main/resources/openapi/switchboard.json');
  const { paths } = JSON.parse(await readFile(file, 'utf8')) as {
    paths: Record<string, Record<string, { 'x-audit'?: string[] }>>;
  };
  const actions = Object.values(paths).flatMap((path) =>
    Object.values(path).flatMap((operation) => operation['x-audit'] ?? []),
  );
  expect(actions.length).toBeGreaterThan(40);
  for (const action of actions) expect(actionText(action, words)).toContain(' · ');
});

test('a field is named with those around it', () => {
  expect(fieldText(['name'], words)).toBe('Name');
  expect(fieldText(['whatever', 'name'], words)).toBe('whatever › Name');
});

test.each([
  [null, 'empty'],
  ['', 'empty'],
  [true, 'yes'],
  [12_345, '12,345'],
  ['Hello', 'Hello'],
  [[], 'empty'],
  [['en', 'ur'], 'en, ur'],
  [{ name: 'Sana', active: false }, 'Name: Sana · Active: no'],
])('%o reads: %s', (value, text) => {
  expect(jsonText(value, words, 'en')).toBe(text);
});
