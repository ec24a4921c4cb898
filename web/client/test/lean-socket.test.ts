import { beforeEach, expect, test, vi } from 'vitest';
import { PacketType } from '../lean/packets.ts';
import { Socket } from '../lean/socket.js';

vi.mock('socket.io-parser', () => import('../lean/packets.ts'));

/** What the socket sees of a connection. */
class Wire {
  #listeners: Record<string, (news?: unknown) => void> = {};
  engine = { transport: { writable: true }, _hasPingExpired: () => this.isDead };
  isDead = false;
  sent: { type: number; data?: unknown; id?: number }[] = [];
  open = vi.fn();
  _destroy = vi.fn();
  _packet = (packet: (typeof this.sent)[number]) => void this.sent.push(packet);
  hears = (name: string, news?: unknown) => this.#listeners[name]?.(news);

  on(name: string, listener: (news?: unknown) => void): this {
    this.#listeners[name] = listener;
    return this;
  }
}

let wire: Wire;
let socket: Socket;
let said: unknown[];

beforeEach(() => {
  wire = new Wire();
  said = [];
  socket = new Socket(wire, '/', { auth: (present: (data: object) => void) => present({ token: 't' }) });
  for (const name of ['connect', 'disconnect', 'connect_error'])
    socket.on(name, (news: unknown) => said.push(news === undefined ? name : [name, news]));
});

function connected(): void {
  socket.connect();
  wire.hears('open');
  wire.hears('packet', { type: PacketType.CONNECT, data: { sid: 's' } });
  wire.sent = [];
}

test('an open connection introduces itself and is connected once the server agrees', () => {
  socket.connect();
  expect(wire.open).toHaveBeenCalledOnce();
  wire.hears('open');
  expect(wire.sent).toEqual([{ type: PacketType.CONNECT, data: { token: 't' }, id: undefined }]);
  expect(socket.connected).toBe(false);
  wire.hears('packet', { type: PacketType.CONNECT, data: { sid: 's' } });
  expect(socket.connected).toBe(true);
  expect(said).toEqual(['connect']);
});

test('a refusal ends the connection and says why', () => {
  socket.connect();
  wire.hears('open');
  const data = { code: 'unauthenticated' };
  wire.hears('packet', { type: PacketType.CONNECT_ERROR, data: { message: 'no', data } });
  expect(wire._destroy).toHaveBeenCalledOnce();
  expect(said).toEqual([['connect_error', expect.objectContaining({ message: 'no', data })]]);
});

test('a token that comes too late is not shown to the next connection', () => {
  let present: (data: object) => void = () => undefined;
  socket = new Socket(wire, '/', { auth: (later: typeof present) => (present = later) });
  socket.connect();
  wire.hears('open');
  wire.engine = { ...wire.engine };
  present({ token: 'old' });
  expect(wire.sent).toEqual([]);
});

test('answers find their questions, in whatever order they come', async () => {
  connected();
  const first = socket.timeout(1_000).emitWithAck('a', 1);
  const second = socket.timeout(1_000).emitWithAck('b', 2);
  expect(wire.sent.map(({ data, id }) => [data, id])).toEqual([
    [['a', 1], 0],
    [['b', 2], 1],
  ]);
  wire.hears('packet', { type: PacketType.ACK, id: 1, data: ['to b'] });
  wire.hears('packet', { type: PacketType.ACK, id: 0, data: ['to a'] });
  wire.hears('packet', { type: PacketType.ACK, id: 0, data: ['again'] });
  expect(await Promise.all([first, second])).toEqual(['to a', 'to b']);
});

test('a question without an answer in time fails, and so does one whose connection breaks', async () => {
  vi.useFakeTimers();
  connected();
  const slow = expect(socket.timeout(1_000).emitWithAck('a')).rejects.toThrow('timeout');
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await slow;
  const cut = expect(socket.timeout(1_000).emitWithAck('a')).rejects.toThrow('transport close');
  wire.hears('close', 'transport close');
  await cut;
  expect(socket.connected).toBe(false);
  expect(said).toEqual(['connect', ['disconnect', 'transport close']]);
});

test('without a connection, or on one that died in its sleep, nothing is sent', async () => {
  await expect(socket.timeout(1_000).emitWithAck('a')).rejects.toThrow('not connected');
  connected();
  wire.isDead = true;
  await expect(socket.timeout(1_000).emitWithAck('a')).rejects.toThrow('not connected');
  expect(wire.sent).toEqual([]);
});

test('what is volatile is sent now or never', () => {
  connected();
  socket.volatile.emit('typing.start', 1);
  wire.engine.transport.writable = false;
  socket.volatile.emit('typing.start', 2);
  expect(wire.sent.map(({ data }) => data)).toEqual([['typing.start', 1]]);
});

test('events reach the one listener until it is taken off', () => {
  const heard: unknown[] = [];
  connected();
  socket.onAny((...event: unknown[]) => heard.push(event));
  wire.hears('packet', { type: PacketType.EVENT, data: ['message.created', { seq: 1 }] });
  socket.offAny();
  wire.hears('packet', { type: PacketType.EVENT, data: ['message.created', { seq: 2 }] });
  expect(heard).toEqual([['message.created', { seq: 1 }]]);
});

test('leaving says goodbye once and hears nothing more', () => {
  connected();
  socket.disconnect();
  socket.disconnect();
  wire.hears('close', 'forced close');
  expect(wire.sent.map(({ type }) => type)).toEqual([PacketType.DISCONNECT]);
  expect(said).toEqual(['connect', ['disconnect', 'io client disconnect']]);
});

test('a server that closes the namespace is heard, and the connection goes with it', () => {
  connected();
  wire.hears('packet', { type: PacketType.DISCONNECT });
  expect(wire._destroy).toHaveBeenCalledOnce();
  expect(said).toEqual(['connect', ['disconnect', 'io server disconnect']]);
});
