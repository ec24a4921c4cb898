import { expect, test } from 'vitest';
import type { Activity } from '../src/contract.ts';
import { decisionOf, told } from '../src/conversation/activity.ts';
import { en } from '../src/language/en.ts';
import { ur } from '../src/language/ur.ts';

const system = { type: 'system', id: null, name: null } as const;
const sana = { type: 'agent', id: 'sana', name: 'Sana' } as const;

function activity(type: string, details: Record<string, string> = {}, by: Activity['by'] = system): Activity {
  return { id: type, type, by, details, createdAt: '2026-03-01T10:00:00.000Z' };
}

/** Without the marks that keep names apart from the sentence's direction. */
function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

const given = activity('conversation.routed', {
  agent: 'Sana',
  rule: 'least loaded of 2 who speak ur',
  candidates: 'Sana 1/5, Omar 2/4',
  'excluded: offline': 'Hina',
  'excluded: full': 'Bilal, Zara',
});

test('why this agent: the rule, who else was free, and who was not and why', () => {
  const { text, facts } = told(given, en, 'en');
  expect(plain(text)).toBe('Given to Sana, who had the least to do of 2 who were free and speak Urdu.');
  expect(facts.map(([name, value]) => [name, plain(value)])).toEqual([
    ['Free', 'Sana (1 of 5), Omar (2 of 4)'],
    ['Offline', 'Hina'],
    ['Full', 'Bilal, Zara'],
  ]);
});

test('the same in Urdu, down to the language that is spoken', () => {
  const { text, facts } = told(given, ur, 'ur');
  expect(plain(text)).toContain('اردو بولنے والے 2');
  expect(facts.map(([name]) => name)).toEqual(['فارغ', 'آف لائن', 'گنجائش نہیں']);
});

test('who accepts, gives, moves and gives back is told apart', () => {
  const texts = [{ agent: 'Sana' }, { agent: 'Omar' }, { department: 'Payments' }, {}].map((details) =>
    plain(told(activity('conversation.assigned', details, sana), en, 'en').text),
  );
  expect(texts).toEqual([
    'Sana accepted it.',
    'Sana gave it to Omar.',
    'Sana moved it to Payments.',
    'Sana gave it back to the queue.',
  ]);
});

test('a note and a reason are their writer’s own words', () => {
  const note = activity('conversation.assigned', { agent: 'Omar', note: 'Paid twice.' }, sana);
  expect(told(note, en, 'en').quote).toBe('Paid twice.');
  const reason = activity('conversation.escalated', { reason: 'Third time.' }, sana);
  expect(told(reason, en, 'en').quote).toBe('Third time.');
});

test('what only a newer server knows is told as it came', () => {
  const { text, facts } = told(activity('moon.rose', { where: 'Karachi' }), en, 'en');
  expect([text, facts]).toEqual(['moon.rose', [['where', 'Karachi']]]);
});

test('the decision that holds is the last one, whatever happened since', () => {
  expect(
    decisionOf([activity('reply.due', { level: 'agent' }), given, activity('conversation.handoff')]),
  ).toBe(given);
  expect(decisionOf([activity('conversation.handoff')])).toBeUndefined();
});

test('taking over names whom it was taken from', () => {
  const act = activity(
    'conversation.taken_over',
    { agent: 'Bilal', from: 'Sana' },
    { ...sana, name: 'Bilal' },
  );
  expect(plain(told(act, en, 'en').text)).toBe('Bilal took it over from Sana.');
  expect(decisionOf([act])).toBe(act);
});
