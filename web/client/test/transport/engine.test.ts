import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Engine } from '../../src/transport/engine.ts';
import type { TransportName } from '../../src/transport/transport.ts';
import { until } from './conformance.ts';

/** A server that does what a test tells it, packet by packet. */
class ScriptedServer {
  readonly received: string[] = [];
  /** Called with each WebSocket; a test that expects one sets it. */
  onSocket: (socket: WebSocket) => void = (socket) => socket.close();
  #poll: ServerResponse | undefined;
  readonly #due: string[] = [];
  readonly #http = createServer((request, response) => void this.#handle(request, response));
  readonly #sockets = new WebSocketServer({ server: this.#http });
  url = '';

  async start(): Promise<void> {
    this.#sockets.on('connection', (socket) => {
      socket.on('message', (text) => this.received.push(String(text)));
      this.onSocket(socket);
    });
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
  }

  /** To the poll that waits, or the next. */
  poll(packet: string): void {
    this.#due.push(packet);
    this.#answer();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      this.#poll = response;
      return this.#answer();
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    this.received.push(...body.split('\x1e'));
    response.end('ok');
  }

  #answer(): void {
    if (this.#due.length === 0) return;
    this.#poll?.end(this.#due.splice(0).join('\x1e'));
    if (this.#poll?.writableEnded) this.#poll = undefined;
  }
}

const open = (parts: object = {}) =>
  `0${JSON.stringify({ sid: 's', upgrades: ['websocket'], pingInterval: 5_000, pingTimeout: 5_000, maxPayload: 1_000, ...parts })}`;

let server: ScriptedServer;
let engine: Engine;
let heard: string[];

beforeEach(async () => {
  heard = [];
  server = new ScriptedServer();
  await server.start();
});

afterEach(() => {
  engine.close();
  server.stop();
});

function connect(...transports: TransportName[]): void {
  engine = new Engine(server.url, transports, {
    opened: () => heard.push('opened'),
    message: (text) => heard.push(text),
    closed: () => heard.push('closed'),
  });
}

const hears = (...expected: string[]) => until(() => JSON.stringify(heard) === JSON.stringify(expected));

test('a server that falls silent for longer than its pings take is gone', async () => {
  server.onSocket = (socket) => socket.send(open({ pingInterval: 40, pingTimeout: 20 }));
  connect('websocket');
  await hears('opened', 'closed');
});

test('a ping is answered', async () => {
  server.onSocket = (socket) => {
    socket.send(open());
    socket.send('2');
  };
  connect('websocket');
  await until(() => server.received.includes('3'));
});

test.each(['1', '5', '9', 'x', '', 'bAAAA', open()])('the packet %j ends the session', async (packet) => {
  server.onSocket = (socket) => {
    socket.send(open());
    socket.send(packet);
  };
  connect('websocket');
  await hears('opened', 'closed');
});

test.each(['0', '0{', '0null', '0{"sid":"s"}'])('with the handshake %j no session begins', async (packet) => {
  server.onSocket = (socket) => socket.send(packet);
  connect('websocket');
  await hears('closed');
});

test('a binary frame ends the session', async () => {
  server.onSocket = (socket) => {
    socket.send(open());
    socket.send(Buffer.from([1, 2]));
  };
  connect('websocket');
  await hears('opened', 'closed');
});

test('when the second connection ends, polling goes on', async () => {
  server.poll(open());
  connect('polling', 'websocket');
  await hears('opened');
  server.poll('4one');
  await hears('opened', 'one');
  engine.send('two');
  await until(() => server.received.includes('4two'));
  expect(engine.transport).toBe('polling');
});

test('when the second connection ends in the middle of the move, polling goes on', async () => {
  let probe: WebSocket | undefined;
  server.onSocket = (socket) => {
    probe = socket;
    socket.on('message', () => socket.send('3probe'));
  };
  server.poll(open());
  connect('polling', 'websocket');
  // The move waits for the poll that is under way; meanwhile what is said waits too.
  await until(() => server.received.includes('2probe'));
  probe?.close();
  await until(() => probe?.readyState === probe?.CLOSED);
  engine.send('meanwhile');
  server.poll('4one');
  server.poll('4two');
  await hears('opened', 'one', 'two');
  await until(() => server.received.includes('4meanwhile'));
  expect(engine.transport).toBe('polling');
});

test('the move sends nothing twice, and nothing over two ways at once', async () => {
  server.onSocket = (socket) => {
    socket.on('message', (text) => {
      if (String(text) === '2probe') {
        socket.send('3probe');
        server.poll('6');
      }
      if (String(text) === '5') socket.send('4moved');
    });
  };
  server.poll(open());
  connect('polling', 'websocket');
  engine.send('before');
  await hears('opened', 'moved');
  engine.send('after');
  await until(() => server.received.includes('4after'));
  expect(server.received.filter((packet) => packet.startsWith('4'))).toEqual(['4before', '4after']);
  expect(engine.transport).toBe('websocket');
});

test('a session that ends by itself says goodbye over polling', async () => {
  server.poll(open({ upgrades: [] }));
  connect('polling');
  await hears('opened');
  engine.send('last words');
  engine.close();
  await until(() => server.received.includes('1'));
  expect(server.received).toEqual(['4last words', '1']);
});
