import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { Socket } from '../../src/transport/socket.ts';
import type { TransportName } from '../../src/transport/transport.ts';
import { uuidV7 } from '../../src/uuid.ts';

// Node has one of its own from version 22 on.
globalThis.WebSocket ??= WebSocket as never;

const TIMEOUT = 10_000;

/** A server that knows `conversation.open`, `conversation.join` and `message.send`, and who may connect. */
export interface Subject {
  url: string;
  token: string;
}

export const WAYS: TransportName[][] = [
  ['websocket'],
  ['polling'],
  ['websocket', 'polling'],
  ['polling', 'websocket'],
];

interface Received {
  name: string;
  payload: { message: { kind?: string; content: string } };
}

/** One socket and all that its listener was told. */
export class Visit {
  readonly events: Received[] = [];
  readonly socket: Socket;
  readonly connected: Promise<void>;
  readonly closed: Promise<unknown>;

  constructor(url: string, transports: readonly TransportName[], token: string | (() => Promise<string>)) {
    const connected = deferred<void>();
    const closed = deferred<unknown>();
    this.connected = connected.promise;
    this.closed = closed.promise;
    this.socket = new Socket(
      {
        server: url,
        transports,
        timeout: TIMEOUT,
        auth: async () => ({ token: typeof token === 'string' ? token : await token() }),
      },
      {
        connected: connected.resolve,
        event: (name, payload) => this.events.push({ name, payload } as Received),
        closed: closed.resolve,
      },
    );
  }

  request(name: string, payload: object): Promise<{ ok: boolean; conversation: { id: string } }> {
    return this.socket.request(name, payload, TIMEOUT) as never;
  }

  /** @returns the id of a joined conversation */
  async open(): Promise<string> {
    const message = { id: uuidV7(), content: 'first' };
    const { conversation } = await this.request('conversation.open', { message });
    await this.request('conversation.join', { conversationId: conversation.id });
    return conversation.id;
  }

  /** What was said since the conversation was opened; a queue has its say as an `event`. */
  get said(): string[] {
    return this.events
      .filter(({ name }) => name === 'message.created')
      .map(({ payload }) => payload.message)
      .filter(({ kind, content }) => kind !== 'event' && content !== 'first')
      .map(({ content }) => content);
  }
}

/**
 * What every server of the protocol must do with our socket, and our socket with it, over each transport. A customer
 * may send ten messages in ten seconds.
 */
export const RULES: Record<string, (subject: Subject, transports: TransportName[]) => Promise<void>> = {
  'a good token is welcome, and the server says how much it takes': async ({ url, token }, transports) => {
    const visit = new Visit(url, transports, token);
    await visit.connected;
    assert.equal(visit.socket.isConnected, true);
    assert.ok(visit.socket.maxPayload > 1_000);
    visit.socket.close();
  },

  'a bad token is refused with a code': async ({ url }, transports) => {
    const visit = new Visit(url, transports, 'nonsense');
    const cause = await visit.closed;
    assert.equal((cause as { code: string }).code, 'unauthenticated');
    assert.equal(visit.socket.isConnected, false);
  },

  'every request gets its own answer, and events come once and in order': async (
    { url, token },
    transports,
  ) => {
    const visit = new Visit(url, transports, token);
    await visit.connected;
    const conversationId = await visit.open();
    const contents = Array.from({ length: 8 }, (_, at) => `سلام 🙂 ${at}`);
    const answers = await Promise.all(
      contents.map((content) => visit.request('message.send', { conversationId, id: uuidV7(), content })),
    );
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      contents.map(() => true),
    );
    await until(() => visit.said.length === contents.length);
    assert.deepEqual(visit.said, contents);
    visit.socket.close();
  },

  'a session that polls moves to a WebSocket where there is one, without a loss': async (
    { url, token },
    transports,
  ) => {
    const visit = new Visit(url, transports, token);
    await visit.connected;
    const conversationId = await visit.open();
    const expected = transports.includes('websocket') ? 'websocket' : 'polling';
    const contents: string[] = [];
    const answers: Promise<unknown>[] = [];
    const send = (content: string) => {
      contents.push(content);
      answers.push(visit.request('message.send', { conversationId, id: uuidV7(), content }));
    };
    for (let at = 0; at < 4; at++) send(`before ${at}`);
    await until(() => visit.socket.transport === expected);
    for (let at = 0; at < 4; at++) send(`after ${at}`);
    await Promise.all(answers);
    await until(() => visit.said.length === contents.length);
    assert.deepEqual(visit.said, contents);
    visit.socket.close();
  },

  'after goodbye nothing is heard and nothing is sent': async ({ url, token }, transports) => {
    const [leaving, staying] = [new Visit(url, transports, token), new Visit(url, transports, token)];
    await Promise.all([leaving.connected, staying.connected]);
    const conversationId = await staying.open();
    await leaving.request('conversation.join', { conversationId });
    leaving.socket.close();
    await assert.rejects(leaving.request('conversation.join', { conversationId }), /Not connected/);
    await staying.request('message.send', { conversationId, id: uuidV7(), content: 'still here' });
    await until(() => staying.said.length === 1);
    assert.deepEqual(leaving.said, []);
    staying.socket.close();
  },
};

/** A promise that somebody else settles. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

export async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  while (!isSo()) {
    assert.ok(Date.now() < deadline, `not in time: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
