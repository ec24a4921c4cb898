import { expect, test } from 'vitest';
import type { Activity } from '../src/contract.ts';
import { decisionOf, describe, lookUp } from '../src/conversation/activity.ts';
import { en } from '../src/language/en.ts';
import { ur } from '../src/language/ur.ts';

const system = { type: 'system', id: null, name: null } as const;
const sana = { type: 'agent', id: 'sana', name: 'Sana' } as const;

const omar = { id: 'omar', name: 'Omar' };

function activity(type: string, details: object = {}, by: Activity['by'] = system): Activity {
  return { id: type, type, by, details: { ...details }, createdAt: '2026-03-01T10:00:00.000Z' };
}

/** What this desk calls its categories; one of them is gone. */
const categoryName = (slug: string) => (slug === 'payment' ? 'Money matters' : slug);

/** Without the marks that keep names apart from the sentence's direction. */
function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

const { type: _, ...person } = sana;
const named = (...names: string[]) => names.map((name) => ({ id: name.toLowerCase(), name }));
const given = activity('conversation.routed', {
  agent: person,
  rule: { code: 'least_loaded', candidates: 2, language: 'ur' },
  candidates: [
    { agent: person, active: 1, maxActiveChats: 5 },
    { agent: omar, active: 2, maxActiveChats: 4 },
  ],
  excluded: [
    { reason: 'offline', agents: named('Hina') },
    { reason: 'full', agents: named('Bilal', 'Zara'), more: 3 },
  ],
});

const saying = (type: string, details: object, by: Activity['by'] = sana) =>
  plain(describe(activity(type, details, by), en, 'en', categoryName).text);

test('why this agent: the rule, who else was free, and who was not and why', () => {
  const { text, facts } = describe(given, en, 'en', categoryName);
  expect(plain(text)).toBe('Given to Sana, who had the least to do of 2 who were free and speak Urdu.');
  expect(facts.map(([name, value]) => [name, plain(value)])).toEqual([
    ['Free', 'Sana (1 of 5), Omar (2 of 4)'],
    ['Offline', 'Hina'],
    ['Full', 'Bilal, Zara, 3 more'],
  ]);
});

test('the same in Urdu, down to the language that is spoken', () => {
  const { text, facts } = describe(given, ur, 'ur', categoryName);
  expect(plain(text)).toContain('اردو بولنے والے 2');
  expect(facts.map(([name]) => name)).toEqual(['فارغ', 'آف لائن', 'گنجائش نہیں']);
});

test.each([
  [{ code: 'previous_agent' }, 'Given to Sana, who knows this customer.'],
  [{ code: 'only_one' }, 'Given to Sana, who was the only one free.'],
  [{ code: 'least_loaded', candidates: 3 }, 'Given to Sana, who had the least to do of 3 who were free.'],
  [{ code: 'taken_by_hand' }, 'Sana took the next in the queue.'],
  [{ code: 'newer_than_this_page' }, 'Given to Sana.'],
])('the rule %o is said in words', (rule, text) => {
  expect(saying('conversation.routed', { agent: person, rule })).toBe(text);
});

test.each([
  ['conversation.assigned', { agent: person }, 'Sana accepted it.'],
  ['conversation.assigned', { agent: omar }, 'Sana gave it to Omar.'],
  ['conversation.assigned', { department: { id: 'p', name: 'Payments' } }, 'Sana moved it to Payments.'],
  ['conversation.assigned', {}, 'Sana gave it back to the queue.'],
  ['conversation.taken_over', { agent: person, from: omar }, 'Sana took it over from Omar.'],
  ['conversation.requeued', { agent: omar, cause: 'agent_lost' }, 'Taken back from Omar: gone for too long.'],
  ['conversation.requeued', { agent: omar, cause: 'newer' }, 'Taken back from Omar.'],
  ['conversation.escalated', { cause: 'by_hand', reason: 'Third time.' }, 'Sana escalated it.'],
  ['reply.due', { level: 'department' }, 'Still no answer: the department is told.'],
  ['conversation.reopened', {}, 'Sana reopened it.'],
])('%s %o', (type, details, text) => {
  expect(saying(type, details)).toBe(text);
});

test('what the desk escalated by itself says how many messages had no answer', () => {
  const details = { cause: 'unanswered_messages', messages: 3 };
  expect(saying('conversation.escalated', details, system)).toBe('Escalated: 3 messages without an answer.');
});

test('what was changed is told field by field, in the words of the screen', () => {
  const details = {
    priority: { from: 'medium', to: 'urgent' },
    category: { from: 'gone', to: 'payment' },
    department: { from: { id: 'p', name: 'Payments' } },
    labels: { from: [], to: ['vip', 'late'] },
    subject: { from: 'Order', to: 'Order 1042' },
  };
  const { facts } = describe(activity('conversation.edited', details, sana), en, 'en', categoryName);
  expect(facts.map(([name, value]) => `${name}: ${plain(value)}`)).toEqual([
    'Priority: Medium → Urgent',
    'Category: gone → Money matters',
    'Department: Payments → none',
    'Labels: none → vip, late',
    'Subject: Order → Order 1042',
  ]);
});

test('a note and a reason are their writer’s own words', () => {
  const note = activity('conversation.assigned', { agent: omar, note: 'Paid twice.' }, sana);
  expect(describe(note, en, 'en', categoryName).quote).toBe('Paid twice.');
  const reason = activity('conversation.escalated', { cause: 'by_hand', reason: 'Third time.' }, sana);
  expect(describe(reason, en, 'en', categoryName).quote).toBe('Third time.');
});

test.each([
  ['moon.rose', { where: 'Karachi' }],
  ['conversation.assigned', { agent: 'Omar' }],
  ['conversation.edited', { priority: 'urgent' }],
])(
  '%s %o, which is newer than this page or older than typed facts, is told as plain facts',
  (type, details) => {
    const { text, facts } = describe(activity(type, details, sana), en, 'en', categoryName);
    expect(text).toContain('Sana');
    expect(facts.map(([, value]) => plain(value))).toEqual(Object.values(details));
  },
);

test('a rule of before the facts had types is told as it was written', () => {
  const old = activity('conversation.routed', { agent: 'Omar', rule: 'least loaded of 2' });
  const { text, facts } = describe(old, en, 'en', categoryName);
  expect(plain(text)).toBe('Given to Omar.');
  expect(facts.map(([name, value]) => [name, plain(value)])).toEqual([['rule', 'least loaded of 2']]);
});

test('the decision that holds is the last one, whatever happened since', () => {
  expect(
    decisionOf([activity('reply.due', { level: 'agent' }), given, activity('conversation.handoff')]),
  ).toBe(given);
  expect(decisionOf([activity('conversation.handoff')])).toBeUndefined();
});

test('a summary is the words of the model, apart from ours', () => {
  const { text, quote } = describe(
    activity('conversation.summarised', { summary: 'Ayesha waits for a <b>refund</b>.' }),
    en,
    'en',
    categoryName,
  );
  expect(text).toBe('The language model sums up what it was about:');
  expect(quote).toBe('Ayesha waits for a <b>refund</b>.');
});

const bot = { type: 'bot', id: null, name: null } as const;
const returns = { id: 'returns', name: 'How do I return something?' };
const answered = {
  ...{ seq: 3, outcome: 'answered', reason: 'matched', entry: returns, score: 0.83 },
  runnerUp: { id: 'refund', name: 'When do I get my money back?' },
  ...{ runnerUpScore: 0.412, language: 'ur-Latn', mood: 'negative', intent: 'payment' },
  ...{ answersFrom: 0.45, suggestsFrom: 0.3, versions: { faq: 12, model: 'minilm-1' } },
};

test('why the bot answered: the question, how near it came, what was next, and how it read the message', () => {
  const { text, facts } = describe(activity('bot.decided', answered, bot), en, 'en', categoryName);
  expect(plain(text)).toBe('The bot answered “How do I return something?”.');
  expect(facts.map(([name, value]) => [name, plain(value)])).toEqual([
    ['Why', 'near enough to be answered'],
    ['Score', '83%'],
    ['Enough is', '45% to answer, 30% to offer'],
    ['Next best', 'When do I get my money back? (41%)'],
    ['Language', 'Urdu (Latin)'],
    ['Mood', 'Upset'],
    ['About', 'Money matters'],
    ['Versions', 'faq 12, model minilm-1'],
  ]);
});

test.each([
  ['greeted', 'opened'],
  ['answered', 'chosen'],
  ['suggested', 'close'],
  ['person_offered', 'no_match'],
  ['person_offered', 'off_topic'],
  ['handed_off', 'same_answer'],
  ['handed_off', 'not_helped'],
  ['handed_off', 'person_wanted'],
  ['handed_off', 'misses'],
  ['handed_off', 'limit'],
  ['handed_off', 'fault'],
  ['thanked', 'helped'],
  ['replied_offline', 'nobody_online'],
])('that the bot has %s because of %s is said in both languages', (outcome, reason) => {
  for (const [strings, language] of [
    [en, 'en'],
    [ur, 'ur'],
  ] as const) {
    const said = describe(activity('bot.decided', { outcome, reason }, bot), strings, language, categoryName);
    expect(said.text).not.toBe(strings.activity.bot.decided);
    expect(said.facts).toEqual([[strings.activity.bot.reason, lookUp(strings.activity.bot.reasons, reason)]]);
    expect(said.facts[0]?.[1]).toBeTruthy();
  }
});

test('what a newer bot decides is told as what it is, with its reason as it came', () => {
  const news = { outcome: 'sang', reason: 'full_moon' };
  const { text, facts } = describe(activity('bot.decided', news, bot), en, 'en', categoryName);
  expect(text).toBe(en.activity.bot.decided);
  expect(facts.map(([name, value]) => [name, plain(value)])).toEqual([['Why', 'full_moon']]);
});

test('a handoff by the bot is the bot’s', () => {
  expect(saying('conversation.handoff', {}, bot)).toBe('Bot asked for a person.');
});
