import { PollingTransport } from './polling.ts';
import type { Transport, TransportListener, TransportName } from './transport.ts';
import { WebSocketTransport } from './websocket.ts';

export interface EngineListener {
  /** The session has begun. */
  opened(): void;
  message(text: string): void;
  /** The session ended, or never began. Nothing follows. */
  closed(): void;
}

interface Handshake {
  sid: string;
  upgrades: string[];
  /** Milliseconds. */
  pingInterval: number;
  /** Milliseconds. */
  pingTimeout: number;
  /** Bytes. */
  maxPayload: number;
}

/**
 * One session of Engine.IO protocol 4. Opens with the first transport that works, moves from polling to a WebSocket
 * where the server offers it, answers the server's pings and ends when they stay away.
 *
 * https://socket.io/docs/v4/engine-io-protocol/
 */
export class Engine {
  /** Bytes that the server takes in one packet; 0 until it has said so. */
  maxPayload = 0;
  readonly #url: string;
  readonly #untried: TransportName[];
  readonly #listener: EngineListener;
  #transport: Transport | null = null;
  #probe: WebSocketTransport | null = null;
  #queue: string[] = [];
  #isOpen = false;
  #isClosed = false;
  #isUpgrading = false;
  /** Milliseconds from one ping to the latest moment of the next. */
  #patience = 0;
  #expiresAt = Number.POSITIVE_INFINITY;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  /** @param transports in the order in which to try them */
  constructor(server: string, transports: readonly TransportName[], listener: EngineListener) {
    this.#url = `${server}/socket.io/?EIO=4&transport=`;
    this.#untried = [...transports];
    this.#listener = listener;
    // A browser that calls itself offline still reaches a server on this machine.
    if (new URL(server).hostname !== 'localhost') globalThis.addEventListener?.('offline', this.#lost);
    this.#openNext();
  }

  get transport(): TransportName | undefined {
    return this.#transport?.name;
  }

  /** Whether a message sent now leaves at once. */
  get isDrained(): boolean {
    return this.#isOpen && !this.#isUpgrading && this.#queue.length === 0 && !!this.#transport?.isDrained;
  }

  /** False on a connection that died while this device slept; its listener hears of it then. */
  checkAlive(): boolean {
    if (Date.now() > this.#expiresAt) this.#lost();
    return !this.#isClosed;
  }

  send(message: string): void {
    this.#write(`4${message}`);
  }

  /** What was sent before still goes out. The listener hears nothing more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#expiry);
    globalThis.removeEventListener?.('offline', this.#lost);
    this.#probe?.close([]);
    this.#transport?.close(this.#isOpen ? this.#queue : []);
  }

  #openNext(): void {
    const name = this.#untried.shift();
    if (name === undefined) {
      this.#lost();
      return;
    }
    const listener: TransportListener = {
      writable: () => this.#flush(),
      packet: (text) => this.#received(text),
      closed: () => (this.#isOpen || this.#isClosed ? this.#lost() : this.#openNext()),
    };
    try {
      this.#transport =
        name === 'polling'
          ? new PollingTransport(this.#url + name, listener)
          : new WebSocketTransport(this.#url + name, listener);
    } catch {
      this.#openNext();
    }
  }

  readonly #lost = (): void => {
    if (this.#isClosed) return;
    this.close();
    this.#listener.closed();
  };

  #received(text: string): void {
    if (this.#isClosed) return;
    switch (text[0]) {
      case '0':
        this.#opened(text.slice(1));
        break;
      case '2':
        this.#pinged();
        this.#write('3');
        break;
      case '4':
        this.#listener.message(text.slice(1));
        break;
      case '6':
        break;
      default:
        // The server closes the session, or says what this client does not understand.
        this.#lost();
    }
  }

  #opened(json: string): void {
    const { sid, upgrades, pingInterval, pingTimeout, maxPayload } = parsed(json) ?? {};
    if (!sid || !pingInterval || !pingTimeout || this.#isOpen) {
      this.#lost();
      return;
    }
    this.maxPayload = maxPayload ?? 0;
    this.#patience = pingInterval + pingTimeout;
    this.#isOpen = true;
    this.#pinged();
    const transport = this.#transport;
    if (transport instanceof PollingTransport) {
      transport.opened(sid);
      if (upgrades?.includes('websocket') && this.#untried.includes('websocket'))
        this.#upgrade(transport, sid);
    }
    this.#listener.opened();
    this.#flush();
  }

  #pinged(): void {
    clearTimeout(this.#expiry);
    this.#expiresAt = Date.now() + this.#patience;
    this.#expiry = setTimeout(this.#lost, this.#patience);
  }

  /** A second connection shows that WebSockets get through; then the session moves to it. */
  #upgrade(polling: PollingTransport, sid: string): void {
    const giveUp = () => {
      if (this.#probe !== probe) return;
      this.#probe = null;
      if (!this.#isUpgrading || this.#isClosed) return;
      this.#isUpgrading = false;
      polling.resume();
      this.#flush();
    };
    const move = async () => {
      this.#isUpgrading = true;
      await polling.pause();
      if (this.#isClosed || this.#probe !== probe) return;
      this.#probe = null;
      this.#isUpgrading = false;
      this.#transport = probe;
      probe.send(['5']);
      this.#flush();
    };
    let probe: WebSocketTransport;
    try {
      probe = new WebSocketTransport(`${this.#url}websocket&sid=${sid}`, {
        writable: () => probe.send(['2probe']),
        packet: (text) => {
          if (this.#transport === probe) this.#received(text);
          else if (text === '3probe') void move();
          else probe.close([]);
        },
        closed: () => (this.#transport === probe ? this.#lost() : giveUp()),
      });
      this.#probe = probe;
    } catch {
      // Polling goes on.
    }
  }

  #write(packet: string): void {
    this.#queue.push(packet);
    this.#flush();
  }

  #flush(): void {
    if (!this.#isOpen || this.#isClosed || this.#isUpgrading || this.#queue.length === 0) return;
    const transport = this.#transport;
    if (!transport?.isWritable) return;
    const count = transport.name === 'polling' ? fitting(this.#queue, this.maxPayload) : this.#queue.length;
    transport.send(this.#queue.splice(0, count));
  }
}

/** How many packets go into one body of so many bytes; at least one. */
function fitting(packets: readonly string[], maxBytes: number): number {
  if (packets.length < 2) return packets.length;
  const encoder = new TextEncoder();
  let bytes = 0;
  const first = packets.findIndex((packet) => {
    bytes += encoder.encode(packet).length + 1;
    return bytes - 1 > maxBytes;
  });
  return first < 0 ? packets.length : Math.max(1, first);
}

function parsed(json: string): Partial<Handshake> | null {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
