import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventFrame } from '../../src/frames.ts';
import { Refusal } from '../../src/refusal.ts';
import { SocketLink } from '../../src/socket-link.ts';
import type { Connection } from '../../src/state.ts';
import { ScriptedSession, ScriptedSocket, settled } from './scripted.ts';

const LONGEST_WAIT = 30_000;

let session: ScriptedSession;
let sockets: ScriptedSocket[];
let connections: Connection[];
let events: EventFrame[];
let link: SocketLink;

beforeEach(() => {
  vi.useFakeTimers();
  session = new ScriptedSession();
  sockets = [];
  connections = [];
  events = [];
  link = new SocketLink(
    'https://chat.example.com',
    session.session,
    { connection: (connection) => connections.push(connection), event: (frame) => events.push(frame) },
    (options, listener) => {
      const socket = new ScriptedSocket(options, listener);
      sockets.push(socket);
      return socket;
    },
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

const statuses = () => connections.map(({ status }) => status);

test('it connects with a token and is online', async () => {
  expect(statuses()).toEqual(['connecting']);
  expect(await latest().connects()).toEqual({ token: 'token 1' });
  expect(connections.at(-1)).toEqual({ status: 'online', via: 'websocket' });
});

test('a failed connection is tried again with growing waits, every other time with polling first', async () => {
  const orders: string[] = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    orders.push(latest().options.transports[0] ?? '');
    latest().ends();
    expect(connections.at(-1)).toEqual({ status: 'offline', attempt });
    const tried = sockets.length;
    vi.advanceTimersByTime(Math.min(LONGEST_WAIT, 250 * 2 ** (attempt - 1)) - 1);
    expect(sockets.length).toBe(tried);
    vi.advanceTimersByTime(LONGEST_WAIT);
    expect(sockets.length).toBe(tried + 1);
  }
  expect(orders).toEqual(['websocket', 'polling', 'websocket', 'polling', 'websocket', 'polling']);
});

test('a broken connection is replaced, and its open commands may have worked or not', async () => {
  await latest().connects();
  const command = link.command('message.read', { conversationId: 'c', seq: 1 });
  latest().ends();
  await expect(command).rejects.toMatchObject({ code: 'unavailable' });
  expect(connections.at(-1)).toEqual({ status: 'offline', attempt: 0 });
  vi.advanceTimersByTime(LONGEST_WAIT);
  await latest().connects();
  expect(sockets.length).toBe(2);
  expect(statuses()).toEqual(['connecting', 'online', 'offline', 'connecting', 'online']);
});

test('a refused token is not shown again; when its successor is refused, somebody must sign in', async () => {
  await latest().options.auth();
  latest().ends({ code: 'unauthenticated', message: 'expired' });
  expect(sockets.length).toBe(2);
  session.next = { token: 'token 1' };
  await latest().options.auth();
  expect(session.refused).toEqual([undefined, 'token 1']);
  latest().ends({ code: 'unauthenticated', message: 'expired' });
  expect(connections.at(-1)).toMatchObject({ status: 'signed_out', refusal: { code: 'unauthenticated' } });
  vi.advanceTimersByTime(10 * LONGEST_WAIT);
  expect(sockets.length).toBe(2);
});

test('a session that cannot be renewed signs out, one that cannot be reached is asked again', async () => {
  await latest().connects();
  latest().ends();
  vi.advanceTimersByTime(LONGEST_WAIT);
  latest().ends(Refusal.unreachable());
  expect(statuses().at(-1)).toBe('offline');
  vi.advanceTimersByTime(LONGEST_WAIT);
  latest().ends(new Refusal({ code: 'unauthenticated', message: 'Sign in.' }));
  expect(statuses().at(-1)).toBe('signed_out');
});

test('a server that names a time to wait is given it', () => {
  latest().ends({ code: 'rate_limited', message: 'slow down', retryAfter: 60 });
  vi.advanceTimersByTime(59_999);
  expect(sockets.length).toBe(1);
  vi.advanceTimersByTime(1);
  expect(sockets.length).toBe(2);
});

test('a command that is answered as unauthenticated brings another connection with another token', async () => {
  await latest().connects();
  const command = link.command('message.read', { conversationId: 'c', seq: 1 });
  latest().requests[0]?.resolve({ ok: false, error: { code: 'unauthenticated', message: 'expired' } });
  await expect(command).rejects.toMatchObject({ code: 'unavailable' });
  expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  await latest().options.auth();
  expect(session.refused.at(-1)).toBe('token 1');
});

test('a refused command is a refusal with its reason', async () => {
  await latest().connects();
  const command = link.command('message.read', { conversationId: 'c', seq: 1 });
  const error = { code: 'conflict', message: 'Sana is full.', reason: 'agent_full', parameters: { most: 5 } };
  latest().requests[0]?.resolve({ ok: false, error });
  await expect(command).rejects.toMatchObject(error);
});

test('without a connection nothing is sent', async () => {
  await expect(link.command('message.read', { conversationId: 'c', seq: 1 })).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(latest().requests).toEqual([]);
});

test('typing asks for no answer', async () => {
  await latest().connects();
  expect(await link.command('typing.start', { conversationId: 'c' })).toEqual({});
  expect(latest().notices).toEqual(['typing.start']);
  expect(latest().requests).toEqual([]);
});

test('the connection is shown the next token before its own ends, and again until that succeeds', async () => {
  session.next = { renewAt: Date.now() + 10_000 };
  await latest().connects();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(latest().requests).toMatchObject([{ name: 'session.renew', payload: { token: 'token 2' } }]);
  latest().requests[0]?.resolve({ ok: false, error: { code: 'unavailable', message: 'busy' } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(latest().requests.map(({ payload }) => payload)).toEqual([
    { token: 'token 2' },
    { token: 'token 3' },
  ]);
  expect(sockets.length).toBe(1);
});

test('a server that stops is left within the time it gives', async () => {
  await latest().connects();
  latest().says('server.draining', { reconnectWithinMs: 5_000 });
  expect(events).toEqual([{ event: 'server.draining', payload: { reconnectWithinMs: 5_000 } }]);
  vi.advanceTimersByTime(5_000);
  expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

test('a closed link tries nothing more and says nothing more', async () => {
  latest().ends();
  link.close();
  const said = connections.length;
  vi.advanceTimersByTime(10 * LONGEST_WAIT);
  await settled();
  expect(sockets.length).toBe(1);
  expect(connections.length).toBe(said);
});
