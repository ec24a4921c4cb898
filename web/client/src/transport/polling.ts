import type { Transport, TransportListener } from './transport.ts';

/** Between the packets of one request or response body. */
const SEPARATOR = '\x1e';
/** Milliseconds for the last request; a network that is gone would hold it for minutes. */
const GOODBYE_TIMEOUT = 2_000;

/** HTTP long-polling: one GET at a time waits for packets, one POST at a time sends them. */
export class PollingTransport implements Transport {
  readonly name = 'polling';
  isWritable = false;
  readonly #url: string;
  readonly #listener: TransportListener;
  readonly #end = new AbortController();
  #sid = '';
  #isClosed = false;
  #isPaused = false;
  #polling: Promise<void>;
  #posting: Promise<void> = Promise.resolve();

  constructor(url: string, listener: TransportListener) {
    this.#url = url;
    this.#listener = listener;
    this.#polling = this.#poll();
  }

  get isDrained(): boolean {
    return this.isWritable;
  }

  /** The session has begun: from now on packets can be sent. */
  opened(sid: string): void {
    this.#sid = `&sid=${sid}`;
    this.isWritable = true;
  }

  send(packets: readonly string[]): void {
    this.isWritable = false;
    this.#posting = this.#request(packets).then(
      () => {
        this.isWritable = !this.#isClosed;
        if (this.isWritable) this.#listener.writable();
      },
      () => this.#failed(),
    );
  }

  /** Resolves when no request is under way and none will follow until `resume()`. */
  async pause(): Promise<void> {
    this.#isPaused = true;
    await Promise.all([this.#polling, this.#posting]);
  }

  resume(): void {
    this.#isPaused = false;
    this.#polling = this.#polling.then(() => this.#poll());
  }

  close(packets: readonly string[]): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.isWritable = false;
    const abort = () => this.#end.abort();
    if (!this.#sid) {
      abort();
      return;
    }
    setTimeout(abort, GOODBYE_TIMEOUT);
    const rest = packets.length > 0 ? this.#posting.then(() => this.#request(packets)) : this.#posting;
    void rest.then(() => this.#request(['1'])).then(abort, abort);
  }

  async #poll(): Promise<void> {
    try {
      while (!this.#isPaused && !this.#isClosed) {
        const body = await this.#request();
        for (const packet of body.split(SEPARATOR)) if (!this.#isClosed) this.#listener.packet(packet);
      }
    } catch {
      this.#failed();
    }
  }

  #failed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.isWritable = false;
    this.#end.abort();
    this.#listener.closed();
  }

  /** A POST if there is something to send, else a GET. */
  async #request(packets?: readonly string[]): Promise<string> {
    const response = await fetch(this.#url + this.#sid, {
      method: packets ? 'POST' : 'GET',
      body: packets ? packets.join(SEPARATOR) : null,
      cache: 'no-store',
      credentials: 'omit',
      signal: this.#end.signal,
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.text();
  }
}
