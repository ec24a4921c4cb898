import { once } from 'node:events';
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A network between browsers and the server that can be made bad. */
export class Network {
  #state: 'good' | 'no sockets' | 'down' = 'good';
  readonly #target: URL;
  readonly #tunnels = new Set<Duplex>();
  readonly #server = createServer((incoming, outgoing) => this.#carry(incoming, outgoing));

  constructor(target: string) {
    this.#target = new URL(target);
    this.#server.on('upgrade', (incoming, socket) => this.#tunnel(incoming, socket));
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  become(state: 'good' | 'no sockets' | 'down'): void {
    this.#state = state;
    if (state !== 'good') for (const tunnel of this.#tunnels) tunnel.destroy();
  }

  async stop(): Promise<void> {
    this.become('down');
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #carry(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.#loses(incoming)) return void incoming.socket.destroy();
    const onward = this.#onward(incoming, outgoing);
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  #tunnel(incoming: IncomingMessage, near: Duplex): void {
    if (this.#loses(incoming)) return void near.destroy();
    const onward = this.#onward(incoming, near);
    onward.on('upgrade', (answer, far, head) => {
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${headersOf(answer)}\r\n\r\n`);
      near.write(head);
      this.#join(near, far);
    });
    onward.end();
  }

  #loses({ url }: IncomingMessage): boolean {
    return (
      this.#state === 'down' || (this.#state === 'no sockets' && url?.startsWith('/socket.io/') === true)
    );
  }

  #onward({ method, url, headers }: IncomingMessage, near: Duplex | ServerResponse): ClientRequest {
    const { hostname, port } = this.#target;
    const onward = request({ hostname, port, method, path: url, headers });
    onward.on('error', () => near.destroy());
    return onward;
  }

  #join(near: Duplex, far: Duplex): void {
    near.pipe(far).pipe(near);
    this.#tunnels.add(near);
    for (const end of [near, far]) end.on('error', () => undefined);
    far.on('close', () => near.destroy());
    near.on('close', () => {
      this.#tunnels.delete(near);
      far.destroy();
    });
  }
}

function headersOf({ rawHeaders }: IncomingMessage): string {
  return rawHeaders
    .flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []))
    .join('\r\n');
}
