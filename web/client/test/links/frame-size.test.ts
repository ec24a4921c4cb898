import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LinkListener } from '../../src/link.ts';
import { isOversized } from '../../src/packet-size.ts';
import { SocketLink } from '../../src/socket-link.ts';

const MAX_BYTES = 300;
const conversationId = '018f0000-0000-7000-8000-000000000001';

/** A server of the polling transport that acknowledges every event, and keeps the size of the largest packet. */
class PollingServer {
  largest = 0;
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  readonly #due: string[] = [];
  #poll: ServerResponse | undefined;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#http.closeAllConnections();
    this.#http.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method } = request;
    if (url.includes('transport=websocket')) response.writeHead(400).end();
    else if (method === 'POST') await this.#receive(request, response);
    else {
      if (!url.includes('sid=')) this.#due.push(this.#handshake());
      this.#poll = response;
      this.#send();
    }
  }

  #handshake(): string {
    const times = { pingInterval: 25_000, pingTimeout: 20_000 };
    return `0${JSON.stringify({ sid: 'a', upgrades: [], ...times, maxPayload: MAX_BYTES })}`;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += chunk;
    for (const packet of body.split('\x1e')) this.#heard(packet);
    response.end('ok');
  }

  #heard(packet: string): void {
    this.largest = Math.max(this.largest, Buffer.byteLength(packet));
    if (packet.startsWith('40')) this.#due.push('40{"sid":"b"}');
    const id = /^42(\d+)/.exec(packet)?.[1];
    if (id) this.#due.push(`43${id}[{"ok":true}]`);
    this.#send();
  }

  #send(): void {
    if (!this.#poll || this.#due.length === 0) return;
    this.#poll.end(this.#due.splice(0).join('\x1e'));
    this.#poll = undefined;
  }
}

let server: PollingServer;
let link: SocketLink;

beforeEach(async () => {
  server = new PollingServer();
  const url = await server.listen();
  const grant = {
    token: 'token',
    me: { id: 'me', name: null, role: 'customer' as const },
    renewAt: Infinity,
  };
  await new Promise<void>((resolve) => {
    const listener: LinkListener = {
      connection: ({ status }) => status === 'online' && resolve(),
      event: () => undefined,
    };
    link = new SocketLink(url, async () => grant, listener);
  });
});

afterEach(() => {
  link.close();
  server.close();
});

const sending = (content: string) =>
  link.command('message.send', { conversationId, id: conversationId, content });

test('what fits a frame is sent, what does not is refused before it closes the connection', async () => {
  for (const letter of ['a', 'ü', 'س', '😀', '"', '\ud800']) {
    let sent = 0;
    let refused = 0;
    for (let length = 1; length <= MAX_BYTES; length += 7) {
      await sending(letter.repeat(length)).then(
        () => {
          expect(refused).toBe(0);
          sent += 1;
        },
        (refusal) => {
          expect(refusal.code).toBe('too_large');
          expect(refusal.isRetryable).toBe(false);
          refused += 1;
        },
      );
    }
    expect(sent, letter).toBeGreaterThan(0);
    expect(refused, letter).toBeGreaterThan(0);
  }
  expect(server.largest).toBeLessThanOrEqual(MAX_BYTES);
  // Not much is refused that would have fitted: the room for the longest number of an acknowledgement.
  expect(server.largest).toBeGreaterThan(MAX_BYTES - 30);
});

test('a preview that is too long is not sent either', async () => {
  const typing = link.command('typing.start', { conversationId, preview: 'a'.repeat(MAX_BYTES) });
  await expect(typing).rejects.toMatchObject({ code: 'too_large' });
  await sending('still here');
  expect(server.largest).toBeLessThanOrEqual(MAX_BYTES);
});

test('sizes are those of UTF-8', () => {
  const bytes = (text: string) => 17 + Buffer.byteLength(JSON.stringify(['e', text]));
  for (const text of ['', 'abc', 'üß', 'سلام', '😀😀', '\n"\\', '\udc00']) {
    expect(isOversized('e', text, bytes(text))).toBe(false);
    expect(isOversized('e', text, bytes(text) - 1)).toBe(true);
  }
});
