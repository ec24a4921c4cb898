import type { Transport, TransportListener } from './transport.ts';

/** A packet is one text message. */
export class WebSocketTransport implements Transport {
  readonly name = 'websocket';
  readonly #socket: WebSocket;

  /** @throws SyntaxError where the browser does not take the address */
  constructor(url: string, listener: TransportListener) {
    this.#socket = new WebSocket(url.replace(/^http/, 'ws'));
    this.#socket.onopen = () => listener.writable();
    this.#socket.onmessage = ({ data }) => listener.packet(data);
    this.#socket.onclose = () => listener.closed();
    // `close` follows, and says as much.
    this.#socket.onerror = () => undefined;
  }

  get isWritable(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  get isDrained(): boolean {
    return this.isWritable && this.#socket.bufferedAmount === 0;
  }

  send(packets: readonly string[]): void {
    for (const packet of packets) this.#socket.send(packet);
  }

  close(packets: readonly string[]): void {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    if (this.isWritable) this.send(packets);
    this.#socket.close();
  }
}
