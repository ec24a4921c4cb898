import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventFrame } from '../../src/frames.ts';
import { PollLink } from '../../src/poll-link.ts';
import { Refusal } from '../../src/refusal.ts';
import { retry } from '../../src/retry.ts';
import type { Connection } from '../../src/state.ts';
import { ScriptedApi, settled } from './scripted.ts';

let api: ScriptedApi;
let link: PollLink;
let connections: Connection[];
let events: EventFrame[];

const page = (...items: unknown[]) => ({ items, nextCursor: null });
const message = (seq: number) => ({ seq, id: `m${seq}` });

beforeEach(() => {
  vi.useFakeTimers();
  api = new ScriptedApi();
  connections = [];
  events = [];
  const listener = {
    connection: (connection: Connection) => connections.push(connection),
    event: (frame: EventFrame) => events.push(frame),
  };
  link = new PollLink(api, listener, retry);
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
});

/** Joins `c`, which holds messages 1 and 2. */
async function joined(): Promise<unknown> {
  const join = link.command('conversation.join', { conversationId: 'c' });
  await api.answers(/^\/conversations\/c$/, { id: 'c' });
  await api.answers(/messages$/, page(message(1), message(2)));
  await api.answers(/read$/, page());
  return join;
}

test('it is online once a request has come through, however long that takes', async () => {
  expect(api.asked).toEqual(['GET /me']);
  await api.answers('/me', Refusal.unreachable());
  expect(connections).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  await api.answers('/me', {});
  expect(connections).toEqual([{ status: 'online', via: 'rest' }]);
});

test('a joined conversation is polled from its last message on', async () => {
  expect(await joined()).toMatchObject({ conversation: { id: 'c' }, hasMore: false, epoch: '' });
  await api.answers(/after=2&wait=/, page(message(3)));
  await api.answers(/^\/conversations\/c$/, { id: 'c', lastSeq: 3 });
  await api.answers(/read$/, page({ seq: 3 }));
  expect(events.map(({ event }) => event)).toEqual([
    'message.created',
    'conversation.updated',
    'messages.read',
  ]);
  expect(api.asked.at(-1)).toContain('after=3&wait=');
});

test('a poll that fails is repeated, and loses nothing', async () => {
  await joined();
  await api.answers(/after=2&wait=/, Refusal.unreachable());
  await vi.advanceTimersByTimeAsync(500);
  await api.answers(/after=2&wait=/, page(message(3)));
  expect(events).toMatchObject([{ event: 'message.created', payload: { message: { seq: 3 } } }]);
});

test('a conversation that was left is polled no more', async () => {
  await joined();
  await link.command('conversation.leave', { conversationId: 'c' });
  await api.answers(/after=2&wait=/, page());
  await api.answers(/^\/conversations\/c$/, { id: 'c' });
  await api.answers(/read$/, page());
  const asked = api.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(api.asked.length).toBe(asked);
});

test('whose session ended is signed out', async () => {
  await joined();
  await api.answers(/after=2&wait=/, new Refusal({ code: 'unauthenticated', message: 'Sign in.' }));
  expect(connections).toMatchObject([{ status: 'signed_out', refusal: { code: 'unauthenticated' } }]);
});

test('a closed link says nothing more', async () => {
  await joined();
  link.close();
  await settled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([...connections, ...events]).toEqual([]);
});

test.each([
  ['message.send', { id: 'm', content: 'hello' }, 'POST /conversations/c/messages'],
  ['message.read', { seq: 2 }, 'PUT /conversations/c/read'],
  ['conversation.handoff', {}, 'POST /conversations/c/handoff'],
  ['conversation.assign', { agentId: 'me' }, 'PUT /conversations/c/assignment'],
  ['conversation.resolve', {}, 'PUT /conversations/c/resolution'],
  ['conversation.reopen', {}, 'DELETE /conversations/c/resolution'],
  ['conversation.close', {}, 'PUT /conversations/c/closure'],
  ['conversation.escalate', { reason: 'late' }, 'POST /conversations/c/escalation'],
  ['conversation.acknowledge', {}, 'PUT /conversations/c/acknowledgement'],
  ['conversation.rate', { score: 5 }, 'PUT /conversations/c/rating'],
] as const)('%s is a request of its own', (name, body, request) => {
  void link.command(name, { conversationId: 'c', ...body } as never);
  expect(api.asked.at(-1)).toBe(request);
  if (Object.keys(body).length > 0) expect(api.bodies.at(-1)).toEqual(body);
});

test.each([
  ['conversation.open', { subject: 'Order' }, 'POST /conversations'],
  ['presence.set', { status: 'online' }, 'PUT /me/presence'],
  ['queue.next', {}, 'POST /queue/next'],
] as const)('%s names no conversation', (name, body, request) => {
  void link.command(name, body as never);
  expect(api.asked.at(-1)).toBe(request);
  expect(api.bodies.at(-1)).toEqual(body);
});
