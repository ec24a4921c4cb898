import { io, type Socket } from 'socket.io-client';
import { Backoff } from './backoff.ts';
import type { CommandName } from './commands.ts';
import type { EventFrame } from './frames.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { isOversized } from './packet-size.ts';
import { Refusal, type RefusalFacts } from './refusal.ts';
import type { Session } from './session.ts';

/** Milliseconds after which an unanswered command counts as lost. */
const ANSWER_TIMEOUT = 15_000;
/** Milliseconds between two looks for a newer token, while there is none. */
const RENEWAL_PAUSE = 2_000;
/** Milliseconds: timers wait no longer. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** Milliseconds that a connection must last for the next break to count as the first. */
const STABLE = 10_000;

type Acknowledgement = { ok: true } | { ok: false; error: RefusalFacts };

/** The usual way: one Socket.IO connection, kept up for as long as nobody closes it. */
export class SocketLink implements Link {
  readonly #server: string;
  readonly #session: Session;
  readonly #listener: LinkListener;
  readonly #socket: Socket;
  readonly #backoff = new Backoff();
  #isClosed = false;
  #failures = 0;
  #connectedAt = 0;
  #token: string | undefined;
  #refused: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of one packet, as the server told. */
  #maxBytes = 0;
  #renewAt = 0;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(server: string, session: Session, listener: LinkListener) {
    this.#server = server;
    this.#session = session;
    this.#listener = listener;
    this.#socket = io(server, {
      auth: (present) => void this.#authenticate(present),
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      timeout: 10_000,
      tryAllTransports: true,
    });
    this.#socket.on('connect', () => this.#connected());
    this.#socket.on('connect_error', (error) => this.#failed(error));
    this.#socket.on('disconnect', () => this.#lost());
    this.#socket.onAny((event, payload) => this.#heard({ event, payload } as EventFrame));
    globalThis.addEventListener?.('online', this.#connect);
    this.#connect();
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    if (!this.#socket.connected) throw Refusal.unreachable();
    // The server would close the connection, and the same frame would close the next one too.
    if (isOversized(name, payload, this.#maxBytes)) throw Refusal.tooLarge();
    if (name === 'typing.start' || name === 'typing.stop') {
      this.#socket.volatile.emit(name, payload);
      return {} as Answer<C>;
    }
    const answer = await this.#acknowledged(name, payload);
    if (answer.ok) return answer as unknown as Answer<C>;
    throw answer.error.code === 'unauthenticated' ? this.#renewed() : new Refusal(answer.error);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#renewal);
    globalThis.removeEventListener?.('online', this.#connect);
    this.#socket.off();
    this.#socket.offAny();
    this.#socket.disconnect();
  }

  #acknowledged(name: string, payload: unknown): Promise<Acknowledgement> {
    return this.#socket
      .timeout(ANSWER_TIMEOUT)
      .emitWithAck(name, payload)
      .catch(() => {
        throw Refusal.unreachable();
      });
  }

  readonly #connect = (): void => {
    clearTimeout(this.#timer);
    if (this.#socket.connected || this.#isClosed) return;
    if (this.#failures === 0) this.#listener.connection({ status: 'connecting' });
    // A wall that swallows WebSockets gives no error to fall back upon, so every other try begins with polling.
    const pollsFirst = this.#failures % 2 === 1;
    this.#socket.io.opts.transports = pollsFirst ? ['polling', 'websocket'] : ['websocket', 'polling'];
    this.#socket.connect();
    this.#socket.io.engine.once('handshake', ({ maxPayload }) => {
      this.#maxBytes = maxPayload;
    });
  };

  async #authenticate(present: (auth: { token: string }) => void): Promise<void> {
    try {
      const { token, renewAt } = await this.#session(this.#server, this.#refused);
      this.#token = token;
      this.#renewAt = renewAt;
      present({ token });
    } catch (thrown) {
      this.#giveUp(Refusal.from(thrown));
    }
  }

  #connected(): void {
    const { engine } = this.#socket.io;
    this.#failures = 0;
    this.#connectedAt = Date.now();
    this.#refused = undefined;
    this.#renewLater();
    this.#listener.connection({
      status: 'online',
      via: engine.transport.name === 'polling' ? 'polling' : 'websocket',
    });
  }

  #renewLater(): void {
    const wait = Math.max(this.#renewAt - Date.now(), RENEWAL_PAUSE);
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => void this.#renew(), Math.min(wait, LONGEST_TIMER));
  }

  /** A connection ends soon after its token, so the server is shown the next one in time. */
  async #renew(): Promise<void> {
    try {
      const { token, renewAt } = await this.#session(this.#server);
      if (token !== this.#token) await this.command('session.renew', { token });
      this.#token = token;
      this.#renewAt = renewAt;
    } catch {
      // Asked again, until the connection ends; then the next one begins with a token of its own.
    }
    if (this.#socket.connected) this.#renewLater();
  }

  /** The transport failed, or the server refused the namespace: `data` tells which. */
  #failed(error: Error & { data?: RefusalFacts }): void {
    const refusal = error.data?.code ? new Refusal(error.data) : Refusal.unreachable();
    if (refusal.code === 'unauthenticated' && this.#refused !== this.#token) this.#renewed();
    else this.#giveUp(refusal);
  }

  /** This token is of no use any more: on with another. Who waited for an answer asks again then. */
  #renewed(): Refusal {
    this.#refused = this.#token;
    this.#socket.disconnect();
    this.#connect();
    return Refusal.unreachable();
  }

  /** Tries again later, unless only a person can help. */
  #giveUp(refusal: Refusal): void {
    if (this.#isClosed) return;
    this.#socket.disconnect();
    this.#failures += 1;
    if (refusal.passing) this.#later(refusal.retryAfter);
    else this.#listener.connection({ status: 'signed_out', refusal: refusal.facts });
  }

  /** Whoever is thrown out at once, again and again, comes back ever more slowly. */
  #lost(): void {
    clearTimeout(this.#renewal);
    if (Date.now() - this.#connectedAt > STABLE) this.#backoff.reset();
    this.#later(null);
  }

  #later(retryAfter: number | null): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(this.#connect, this.#backoff.next(retryAfter));
    this.#listener.connection({ status: 'offline', attempt: this.#failures });
  }

  #heard(frame: EventFrame): void {
    this.#listener.event(frame);
    if (frame.event === 'server.draining') this.#moveOn(frame.payload.reconnectWithinMs);
  }

  /** This node stops: go to another, at a moment of our own within the time it gives. */
  #moveOn(withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#socket.disconnect();
      this.#connect();
    }, Math.random() * withinMs);
  }
}
