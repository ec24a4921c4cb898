import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  isOutOfRange,
  patchOf,
  rivalsOf,
  type Setting,
  sectionsOf,
  valuesOf,
} from '../src/settings/general/setting.ts';
import { words as ur } from '../src/settings/words/ur.ts';
import { words as en } from '../src/settings/words.ts';

const length: Setting = {
  key: 'identity.leastPassword',
  section: 'identity',
  type: 'number',
  value: 12,
  default: 8,
  unit: 'characters',
  least: 8,
  most: 128,
  options: null,
  source: 'desk',
  variable: 'SWITCHBOARD_LEAST_PASSWORD',
  description: '',
};
const roles: Setting = {
  ...length,
  key: 'identity.secondFactorRoles',
  type: 'list',
  value: [],
  default: [],
  least: null,
  most: null,
  options: ['agent', 'admin'],
  source: 'default',
};
const silence: Setting = {
  ...length,
  key: 'escalation.silence',
  section: 'escalation',
  type: 'duration',
  value: 120,
  default: 120,
  least: 10,
  most: 3600,
  source: 'default',
};
const items = [length, roles, silence];
const seen = valuesOf(items);

test('only what was changed is sent', () => {
  expect(patchOf(items, seen)).toEqual({});
  expect(patchOf(items, { ...seen, 'escalation:silence': 60 })).toEqual({ 'escalation.silence': 60 });
  expect(patchOf(items, { ...seen, 'identity:secondFactorRoles': ['admin'] })).toEqual({
    'identity.secondFactorRoles': ['admin'],
  });
});

test('the default is sent as nothing, so that it follows a newer default', () => {
  expect(patchOf(items, { ...seen, 'identity:leastPassword': 8 })).toEqual({
    'identity.leastPassword': null,
  });
});

test('an emptied field is sent as nothing', () => {
  expect(patchOf(items, { ...seen, 'escalation:silence': null })).toEqual({ 'escalation.silence': null });
});

test('sections keep the order of the server', () => {
  expect(sectionsOf([silence, length, roles]).map(({ section }) => section)).toEqual([
    'escalation',
    'identity',
  ]);
});

test('rivals are settings that both have changed, to different values', () => {
  const theirs = [{ ...length, value: 16 }, roles, { ...silence, value: 60 }];
  expect(rivalsOf(items, { ...seen, 'identity:leastPassword': 20 }, theirs)).toEqual([
    { item: length, mine: 20, theirs: 16 },
  ]);
  expect(rivalsOf(items, { ...seen, 'identity:leastPassword': 16 }, theirs)).toEqual([]);
  expect(rivalsOf(items, { ...seen, 'identity:secondFactorRoles': ['admin'] }, theirs)).toEqual([]);
});

test.each([
  [length, 7, true],
  [length, 8, false],
  [length, 128, false],
  [length, 129, true],
  [length, null, false],
  [silence, 9, true],
  [roles, ['admin'], false],
  [{ ...length, least: null, most: null }, -1, false],
])('the range of %o: %o is outside: %s', (item, value, outside) => {
  expect(isOutOfRange(item, value)).toBe(outside);
});

/** The table in docs/running.md is written by the server's own tests, from the settings themselves. */
function keysOfTheServer(): string[] {
  const table = readFileSync(new URL('../../../docs/running.md', import.meta.url), 'utf8');
  return [...table.matchAll(/^\| `SWITCHBOARD_.*? \| `([a-zA-Z]+\.[a-zA-Z0-9]+)` \|/gm)].map(
    ([, key]) => key ?? '',
  );
}

test('every setting of the server and its section have a name in both languages', () => {
  const keys = keysOfTheServer();
  expect(keys.length).toBeGreaterThan(20);
  for (const { general } of [en, ur]) {
    const { settings, sections } = general;
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(keys));
    expect(Object.keys(sections)).toEqual(expect.arrayContaining(keys.map((key) => key.split('.')[0])));
  }
});
