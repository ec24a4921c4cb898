import { Engine } from './engine.ts';
import { decode, encode, type Packet, PacketType } from './packets.ts';
import type { TransportName } from './transport.ts';

export interface SocketOptions {
  /** `https://chat.example.com` */
  server: string;
  /** In the order in which to try them. */
  transports: readonly TransportName[];
  /** What is shown to the server, asked for anew by each connection. */
  auth: () => Promise<object>;
  /** Milliseconds for each of: the connection, and the server's answer to `auth`. */
  timeout: number;
}

export interface SocketListener {
  connected(): void;
  event(name: string, payload: unknown): void;
  /**
   * The connection is over, or never came about. Nothing follows.
   * @param cause what the server gave as its reason to refuse, what `auth` threw, or undefined: the network
   */
  closed(cause?: unknown): void;
}

interface Request {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * One connection to the namespace `/` of a Socket.IO server, from its first packet to its last. Whoever wants another
 * makes another. Neither binary packets nor requests of the server for an acknowledgement: the contract has none.
 */
export class Socket {
  isConnected = false;
  readonly #options: SocketOptions;
  readonly #listener: SocketListener;
  readonly #engine: Engine;
  readonly #requests = new Map<number, Request>();
  #lastId = 0;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SocketOptions, listener: SocketListener) {
    this.#options = options;
    this.#listener = listener;
    this.#expect();
    this.#engine = new Engine(options.server, options.transports, {
      opened: () => void this.#introduce(),
      message: (text) => this.#received(text),
      closed: () => this.#ended(),
    });
  }

  get transport(): TransportName | undefined {
    return this.#engine.transport;
  }

  /** Bytes that the server takes in one packet. */
  get maxPayload(): number {
    return this.#engine.maxPayload;
  }

  /**
   * The server's acknowledgement.
   * @param timeout milliseconds
   * @throws Error when none comes in time, or the connection is over; the server may have acted or not
   */
  request(name: string, payload: unknown, timeout: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.isConnected || !this.#engine.checkAlive()) throw new Error('Not connected');
      const id = this.#lastId++;
      const timer = setTimeout(() => this.#settle(id)?.reject(new Error('No answer in time')), timeout);
      this.#requests.set(id, { resolve, reject, timer });
      this.#send({ type: PacketType.EVENT, data: [name, payload], id });
    });
  }

  /** Sends without an acknowledgement, and only if it leaves at once. */
  notify(name: string, payload: unknown): void {
    if (this.isConnected && this.#engine.isDrained)
      this.#send({ type: PacketType.EVENT, data: [name, payload] });
  }

  /** Says goodbye and ends. The listener hears nothing more; open requests are rejected. */
  close(): void {
    if (this.#isClosed) return;
    if (this.isConnected) this.#send({ type: PacketType.DISCONNECT });
    this.#leave();
  }

  #expect(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ended(), this.#options.timeout);
  }

  async #introduce(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const data = await this.#options.auth();
      if (this.#isClosed) return;
      this.#expect();
      this.#send({ type: PacketType.CONNECT, data });
    } catch (thrown) {
      this.#ended(thrown);
    }
  }

  #received(text: string): void {
    let packet: Packet;
    try {
      packet = decode(text);
    } catch {
      this.#ended();
      return;
    }
    const { type, id, data } = packet;
    switch (type) {
      case PacketType.CONNECT:
        clearTimeout(this.#timer);
        this.isConnected = true;
        this.#listener.connected();
        break;
      case PacketType.EVENT:
        this.#listener.event(...(data as [name: string, payload: unknown]));
        break;
      case PacketType.ACK:
        this.#settle(id)?.resolve((data as unknown[])[0]);
        break;
      case PacketType.CONNECT_ERROR:
        this.#ended((data as { data?: unknown }).data);
        break;
      default:
        this.#ended();
    }
  }

  #settle(id: number | undefined): Request | undefined {
    if (id === undefined) return undefined;
    const request = this.#requests.get(id);
    this.#requests.delete(id);
    clearTimeout(request?.timer);
    return request;
  }

  #ended(cause?: unknown): void {
    if (this.#isClosed) return;
    this.#leave();
    this.#listener.closed(cause);
  }

  #leave(): void {
    this.#isClosed = true;
    this.isConnected = false;
    clearTimeout(this.#timer);
    this.#engine.close();
    for (const id of [...this.#requests.keys()])
      this.#settle(id)?.reject(new Error('The connection is over'));
  }

  #send(packet: Omit<Packet, 'nsp'>): void {
    this.#engine.send(encode(packet));
  }
}
