import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions, type Socket as ServerSocket } from 'socket.io';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deferred, RULES, until, Visit, WAYS } from './conformance.ts';

const TOKEN = 'good token';

/** The reference implementation, with as much of the contract as the rules need. */
class OfficialServer {
  readonly sockets: ServerSocket[] = [];
  readonly goodbyes: string[] = [];
  readonly io: Server;
  readonly #http: HttpServer;
  #conversations = 0;

  constructor(options: Partial<ServerOptions> = {}) {
    this.#http = createServer();
    this.io = new Server(this.#http, options);
    this.io.use(({ handshake }, next) => {
      const refusal = Object.assign(new Error('refused'), { data: { code: 'unauthenticated' } });
      next(handshake.auth.token === TOKEN ? undefined : refusal);
    });
    this.io.on('connection', (socket) => this.#welcome(socket));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await this.io.close();
  }

  #welcome(socket: ServerSocket): void {
    this.sockets.push(socket);
    socket.on('disconnect', (reason) => this.goodbyes.push(reason));
    socket.on('conversation.open', (_, answer) => {
      this.#conversations += 1;
      answer({ ok: true, conversation: { id: `${this.#conversations}` } });
    });
    socket.on('conversation.join', ({ conversationId }, answer) => {
      socket.join(conversationId);
      answer({ ok: true });
    });
    socket.on('message.send', ({ conversationId, content }, answer) => {
      this.io.to(conversationId).emit('message.created', { message: { content } });
      answer({ ok: true });
    });
  }
}

let server: OfficialServer;

async function start(options?: Partial<ServerOptions>): Promise<string> {
  server = new OfficialServer(options);
  return server.listen();
}

afterEach(() => server.close());

describe.each(WAYS.map((way) => [way.join(' then '), way] as const))('over %s', (_, way) => {
  let url = '';
  beforeEach(async () => {
    url = await start();
  });

  test.each(Object.entries(RULES))('%s', (_, rule) => rule({ url, token: TOKEN }, way));

  test('the server hears the goodbye', async () => {
    const visit = new Visit(url, way, TOKEN);
    await visit.connected;
    visit.socket.close();
    await until(() => server.goodbyes.length === 1);
    expect(server.goodbyes).toEqual(['client namespace disconnect']);
  });

  test('a server that sends the socket away ends it', async () => {
    const visit = new Visit(url, way, TOKEN);
    await visit.connected;
    await until(() => server.sockets.length === 1);
    const asked = visit.request('nobody.answers', {});
    server.sockets[0]?.disconnect(true);
    expect(await visit.closed).toBeUndefined();
    await expect(asked).rejects.toThrow('over');
  });

  test('a server that goes away ends it', async () => {
    const visit = new Visit(url, way, TOKEN);
    await visit.connected;
    await server.close();
    await visit.closed;
  });

  test('a token that comes after the goodbye is not shown', async () => {
    const token = deferred<string>();
    let isAsked = false;
    const visit = new Visit(url, way, () => {
      isAsked = true;
      return token.promise;
    });
    await until(() => isAsked);
    visit.socket.close();
    token.resolve(TOKEN);
    await until(() => server.io.engine.clientsCount === 0);
    expect(server.sockets).toEqual([]);
  });

  test('what the session throws is the cause of the end', async () => {
    const cause = new Error('signed out');
    const visit = new Visit(url, way, () => Promise.reject(cause));
    expect(await visit.closed).toBe(cause);
  });

  test('pings are answered, whatever else is said', async () => {
    await server.close();
    const quick = await start({ pingInterval: 60, pingTimeout: 60 });
    const visit = new Visit(quick, way, TOKEN);
    await visit.connected;
    let pings = 0;
    for (const client of Object.values((server.io.engine as unknown as { clients: object }).clients))
      (client as NodeJS.EventEmitter).on('heartbeat', () => {
        pings += 1;
      });
    await until(() => pings > 3);
    expect(visit.socket.isConnected).toBe(true);
    visit.socket.close();
  });
});

test('where a WebSocket is refused, polling stands in', async () => {
  const url = await start({ transports: ['polling'] });
  const visit = new Visit(url, ['websocket', 'polling'], TOKEN);
  await visit.connected;
  expect(visit.socket.transport).toBe('polling');
  visit.socket.close();
});

test('no body of polling is larger than the server takes', async () => {
  const url = await start({ maxHttpBufferSize: 2_000, transports: ['polling'] });
  const visit = new Visit(url, ['polling'], TOKEN);
  await visit.connected;
  const conversationId = await visit.open();
  const contents = Array.from({ length: 30 }, (_, at) => `${at} ${'ü'.repeat(200)}`);
  await Promise.all(contents.map((content) => visit.request('message.send', { conversationId, content })));
  await until(() => visit.said.length === contents.length);
  expect(visit.said).toEqual(contents);
  visit.socket.close();
});
