import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DirectLink } from '../../src/direct-link.ts';
import type { EventFrame } from '../../src/frames.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Connection } from '../../src/state.ts';
import { ScriptedApi, ScriptedSession, ScriptedSocket, settled } from './scripted.ts';

const LONGEST_WAIT = 30_000;
const OVER_REST = { status: 'online', via: 'rest' } as const;
const OVER_THE_SOCKET = { status: 'online', via: 'websocket' } as const;

let session: ScriptedSession;
let api: ScriptedApi;
let sockets: ScriptedSocket[];
let connections: Connection[];
let events: EventFrame[];
let link: DirectLink;

beforeEach(() => {
  vi.useFakeTimers();
  session = new ScriptedSession();
  api = new ScriptedApi();
  sockets = [];
  connections = [];
  events = [];
  link = new DirectLink(
    'https://chat.example.com',
    session.session,
    { connection: (connection) => connections.push(connection), event: (frame) => events.push(frame) },
    (options, listener) => {
      const socket = new ScriptedSocket(options, listener);
      sockets.push(socket);
      return socket;
    },
    api,
  );
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
});

function latest(): ScriptedSocket {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('No connection was tried');
  return socket;
}

/** The connection that is tried fails, and the next one is tried. */
async function socketFails(times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    latest().ends();
    vi.advanceTimersByTime(LONGEST_WAIT);
  }
  await vi.dynamicImportSettled();
  await settled();
}

/** Sockets fail, requests work. */
async function polling(): Promise<void> {
  await socketFails(3);
  await api.answers('/me', {});
}

test('it goes through the socket, both ways', async () => {
  await latest().connects();
  expect(connections).toEqual([{ status: 'connecting' }, OVER_THE_SOCKET]);
  void link.command('message.read', { conversationId: 'c', seq: 1 }).catch(() => undefined);
  expect(latest().requests.map(({ name }) => name)).toEqual(['message.read']);
  latest().says('conversation.position', { conversationId: 'c', lastSeq: 2 });
  expect(events).toEqual([{ event: 'conversation.position', payload: { conversationId: 'c', lastSeq: 2 } }]);
  expect(api.asked).toEqual([]);
});

test('two failures are waited for; with the third, requests are tried', async () => {
  await socketFails(2);
  expect(connections).toEqual([
    { status: 'connecting' },
    { status: 'offline', attempt: 1 },
    { status: 'offline', attempt: 2 },
  ]);
  expect(api.asked).toEqual([]);
  await socketFails();
  expect(api.asked).toEqual(['GET /me']);
  expect(connections.at(-1)).toEqual({ status: 'offline', attempt: 3 });
});

test('it is offline for as long as neither a socket nor a request comes through', async () => {
  await socketFails(4);
  expect(connections.at(-1)).toEqual({ status: 'offline', attempt: 4 });
  expect(api.asked).toEqual(['GET /me']);
});

test('once a request has come through it is online, whatever becomes of the socket', async () => {
  await polling();
  expect(connections.at(-1)).toEqual(OVER_REST);
  const told = connections.length;
  await socketFails(3);
  expect(connections.length).toBe(told);
  expect(api.asked).toEqual(['GET /me']);
});

test('while it polls, commands are requests and what they bring is told', async () => {
  await polling();
  const joining = link.command('conversation.join', { conversationId: 'c' });
  await api.answers(/^\/conversations\/c$/, { id: 'c' });
  await api.answers(/messages$/, { items: [{ seq: 1 }], nextCursor: null });
  await api.answers(/read$/, { items: [], nextCursor: null });
  expect(await joining).toMatchObject({ messages: [{ seq: 1 }] });
  await api.answers(/after=1/, { items: [{ seq: 2 }], nextCursor: null });
  expect(events).toEqual([
    { event: 'message.created', payload: { conversationId: 'c', message: { seq: 2 } } },
  ]);
});

test('the list of all conversations is only ever pushed, so it waits for a socket', async () => {
  await polling();
  await expect(link.command('inbox.join', {})).rejects.toMatchObject({ code: 'unavailable' });
  expect(api.asked).toEqual(['GET /me']);
});

test('a socket that comes back takes over, and nothing is asked any more', async () => {
  await polling();
  void link.command('conversation.join', { conversationId: 'c' }).catch(() => undefined);
  const asked = api.asked.length;
  await latest().connects();
  expect(connections.at(-1)).toEqual(OVER_THE_SOCKET);
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT);
  expect(api.asked.length).toBe(asked);
  void link.command('message.read', { conversationId: 'c', seq: 1 }).catch(() => undefined);
  expect(latest().requests.map(({ name }) => name)).toEqual(['message.read']);
});

test('a socket that comes before the first answer leaves no polling behind', async () => {
  await socketFails(3);
  await latest().connects();
  await api.answers('/me', {});
  expect(connections).not.toContainEqual(OVER_REST);
  expect(connections.at(-1)).toEqual(OVER_THE_SOCKET);
});

test('a socket that comes before the code for polling is there leaves no polling behind', async () => {
  for (let time = 0; time < 3; time++) {
    latest().ends();
    vi.advanceTimersByTime(LONGEST_WAIT);
  }
  await latest().connects();
  await vi.dynamicImportSettled();
  await settled();
  expect(api.asked).toEqual([]);
  expect(connections.at(-1)).toEqual(OVER_THE_SOCKET);
});

test('it can fall back again after a socket that did not last', async () => {
  await polling();
  await latest().connects();
  await socketFails(4);
  expect(api.asked).toEqual(['GET /me', 'GET /me']);
  await api.answers('/me', {});
  expect(connections.at(-1)).toEqual(OVER_REST);
});

test('who must sign in is told so, and nothing is asked any more', async () => {
  await polling();
  latest().ends(new Refusal({ code: 'unauthenticated', message: 'Sign in.' }));
  expect(connections.at(-1)).toMatchObject({ status: 'signed_out' });
  const command = link.command('message.read', { conversationId: 'c', seq: 1 });
  await expect(command).rejects.toMatchObject({ code: 'unavailable' });
  expect(api.asked).toEqual(['GET /me']);
});

test('closed, it asks nothing, opens nothing and tells nothing', async () => {
  await polling();
  const told = connections.length;
  link.close();
  expect(latest().isClosed).toBe(true);
  const tried = sockets.length;
  await vi.advanceTimersByTimeAsync(10 * LONGEST_WAIT);
  expect(sockets.length).toBe(tried);
  expect(api.asked).toEqual(['GET /me']);
  expect(connections.length).toBe(told);
});
