import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JoinAnswer } from '../src/commands.ts';
import type { OutboxFrame } from '../src/frames.ts';
import { OutboxSender } from '../src/outbox-sender.ts';
import type { Outgoing } from '../src/state.ts';
import { Store } from '../src/store.ts';
import { Subscriptions } from '../src/subscriptions.ts';
import { uuidV7 } from '../src/uuid.ts';
import { Desk, type Faults, FaultyLink, NO_FAULTS, randomFrom } from './desk.ts';
import { golden } from './golden.ts';

const [, { snapshot }] = golden<{ snapshot: JoinAnswer }>('journeys').find(([name]) =>
  name.endsWith('/agent-joins.json'),
) ?? ['', { snapshot: {} as JoinAnswer }];
const conversation = snapshot.conversation;
const AYESHA = { type: 'customer', id: conversation.customer.id, name: 'Ayesha' } as const;
const SANA = { type: 'agent', id: '01993a10-7c00-7a00-8a00-00000000b001', name: 'Sana' } as const;
const BAD_NETWORK: Faults = {
  commandLost: 0.2,
  commandRefused: 0.2,
  answerLost: 0.2,
  eventLost: 0.3,
  eventTwice: 0.2,
};

/** One browser with one conversation open, over a link that can be made bad. */
function browser(desk: Desk, random: () => number) {
  const store = new Store();
  const link = new FaultyLink(desk, AYESHA, random, (frame) => store.dispatch(frame));
  const report = (frame: OutboxFrame) => store.dispatch(frame);
  const subscriptions = new Subscriptions(store, () => link);
  const sender = new OutboxSender(store, () => link, report);
  store.dispatch({ local: 'me', me: { ...AYESHA, role: 'customer' } });
  store.dispatch({ local: 'connection', connection: { status: 'online', via: 'websocket' } });
  sender.isEnabled = true;
  const send = (content: string, options: Partial<Outgoing> = {}) => {
    const createdAt = new Date().toISOString();
    const rest = { status: 'queued', refusal: null, ...options } as const;
    report({
      local: 'queued',
      outgoing: { id: uuidV7(), conversationId: conversation.id, content, createdAt, ...rest },
    });
  };
  const held = () => store.state.threads[conversation.id]?.messages ?? [];
  return { store, link, subscriptions, send, held };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe.each(Array.from({ length: 25 }, (_, at) => at + 1))('over a bad network, seed %i', (seed) => {
  test('every message is in the ledger once, in order, and both sides hold the same', async () => {
    const random = randomFrom(seed);
    vi.spyOn(Math, 'random').mockImplementation(random);
    const desk = new Desk(conversation);
    const { store, link, subscriptions, send, held } = browser(desk, random);
    let disorder = 0;
    store.listen(() => {
      disorder += held().filter(({ seq }, at) => at > 0 && seq !== (held()[at - 1]?.seq ?? 0) + 1).length;
    });

    link.faults = BAD_NETWORK;
    void subscriptions.join(conversation.id);
    for (let step = 0; step < 60; step++) {
      if (random() < 0.5) send(`from Ayesha ${step}`);
      if (random() < 0.5) desk.append(uuidV7(), SANA, `from Sana ${step}`);
      if (random() < 0.1) {
        link.joined = false;
        subscriptions.rejoin();
      }
      await vi.advanceTimersByTimeAsync(random() * 300);
    }
    link.faults = NO_FAULTS;
    await vi.advanceTimersByTimeAsync(60_000);
    desk.tellPosition();
    await vi.advanceTimersByTimeAsync(60_000);

    // Who joins late begins with the newest page; from there on nothing is missing.
    expect(held()).toEqual(desk.ledger.slice(-held().length));
    expect(held().length).toBeGreaterThanOrEqual(Math.min(50, desk.ledger.length));
    expect(store.state.outbox).toEqual([]);
    expect(disorder).toBe(0);
    expect(new Set(desk.ledger.map(({ id }) => id)).size).toBe(desk.ledger.length);
    const own = desk.ledger.filter(({ sender }) => sender.id === AYESHA.id).map(({ id }) => id);
    expect(own).toEqual([...own].sort());
  });
});

test('two hundred missed messages are fetched page by page', async () => {
  const desk = new Desk(conversation);
  const { subscriptions, link, held } = browser(desk, randomFrom(7));
  for (let at = 0; at < 20; at++) desk.append(uuidV7(), SANA, `before ${at}`);
  await Promise.all([subscriptions.join(conversation.id), vi.advanceTimersByTimeAsync(1_000)]);
  link.joined = false;
  for (let at = 0; at < 200; at++) desk.append(uuidV7(), SANA, `missed ${at}`);
  subscriptions.rejoin();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(held()).toEqual(desk.ledger);
});

test('an event that overtakes the answer to a join is not lost', async () => {
  const desk = new Desk(conversation);
  const { subscriptions, store, link, held } = browser(desk, randomFrom(7));
  const joining = subscriptions.join(conversation.id);
  while (!link.joined) await vi.advanceTimersByTimeAsync(1);
  // The answer was read before this row was written, and is still on its way.
  expect(store.state.threads).toEqual({});
  desk.append(uuidV7(), SANA, 'meanwhile');
  await vi.advanceTimersByTimeAsync(1_000);
  await joining;
  expect(held()).toEqual(desk.ledger);
});

test('a quick reply is in the ledger once, with what was picked, however often it had to be sent', async () => {
  const desk = new Desk(conversation);
  const { link, send, store } = browser(desk, randomFrom(7));
  const answers = vi.spyOn(link, 'command');
  link.faults = { ...NO_FAULTS, answerLost: 0.9 };
  send('Talk to a person', { kind: 'quick_reply', value: 'person' });
  send('Hello?');
  await vi.advanceTimersByTimeAsync(600_000);
  link.faults = NO_FAULTS;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answers.mock.calls.length).toBeGreaterThan(2);
  expect(store.state.outbox).toEqual([]);
  expect(desk.ledger.map(({ kind, content, metadata }) => ({ kind, content, metadata }))).toEqual([
    { kind: 'quick_reply', content: 'Talk to a person', metadata: { value: 'person' } },
    { kind: 'text', content: 'Hello?', metadata: {} },
  ]);
});

test('a conversation can begin with a quick reply, and has it once', async () => {
  const desk = new Desk(conversation);
  const { link, send, store } = browser(desk, randomFrom(7));
  link.faults = { ...NO_FAULTS, answerLost: 0.9 };
  send('Where is my order?', { conversationId: null, opens: {}, kind: 'quick_reply', value: 'an entry' });
  await vi.advanceTimersByTimeAsync(600_000);
  link.faults = NO_FAULTS;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(desk.ledger.map(({ kind, metadata }) => ({ kind, metadata }))).toEqual([
    { kind: 'quick_reply', metadata: { value: 'an entry' } },
  ]);
  expect(store.state.outbox).toMatchObject([{ conversationId: conversation.id, opens: {} }]);
});
