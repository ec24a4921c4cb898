import { expect, test } from 'vitest';
import type { Activity } from '../src/contract.ts';
import { describe } from '../src/conversation/activity.ts';
import { en } from '../src/language/en.ts';
import { ur } from '../src/language/ur.ts';

const files = import.meta.glob<object>('../../../protocol/{server,journeys}/*.json', {
  eager: true,
  import: 'default',
});

/** Every activity in the examples of the contract, wherever it stands in them. */
function activitiesIn(value: unknown): Activity[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = 'details' in value && 'type' in value ? [value as Activity] : [];
  return [...found, ...Object.values(value).flatMap(activitiesIn)];
}

const activities = new Map(
  Object.values(files)
    .flatMap(activitiesIn)
    .map((activity) => [`${activity.type} ${JSON.stringify(activity.details)}`, activity]),
);

test('the examples of the contract have activities', () => {
  expect(activities.size).toBeGreaterThan(5);
});

test.each([...activities])('%s is said in words', (_, activity) => {
  const who = activity.by.name ?? en.conversation.system;
  expect(describe(activity, en, 'en', String).text).not.toBe(en.activity.unknown(who));
  const { text, facts } = describe(activity, ur, 'ur', String);
  // Names stand in isolates, some of them in others.
  const isolates = /\u2068[^\u2068\u2069]*\u2069/g;
  for (const said of [text, ...facts.flat()])
    expect(said.replaceAll(isolates, '').replaceAll(isolates, '')).not.toMatch(/\p{Script=Latin}/u);
});
