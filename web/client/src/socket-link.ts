import { Backoff } from './backoff.ts';
import type { CommandName } from './commands.ts';
import type { EventFrame } from './frames.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { isOversized } from './packet-size.ts';
import { Refusal, type RefusalFacts } from './refusal.ts';
import type { Session } from './session.ts';
import { Socket, type SocketListener, type SocketOptions } from './transport/socket.ts';

/** Milliseconds for a connection, and for the server's answer to its token. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds after which an unanswered command counts as lost. */
const ANSWER_TIMEOUT = 15_000;
/** Milliseconds between two looks for a newer token, while there is none. */
const RENEWAL_PAUSE = 2_000;
/** Milliseconds: timers wait no longer. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** Milliseconds that a connection must last for the next break to count as the first. */
const STABLE = 10_000;

type Acknowledgement = { ok: true } | { ok: false; error: RefusalFacts };

/** What is needed of a socket. */
type ConnectedSocket = Pick<
  Socket,
  'isConnected' | 'transport' | 'maxPayload' | 'request' | 'notify' | 'close'
>;
export type OpenSocket = (options: SocketOptions, listener: SocketListener) => ConnectedSocket;

const openSocket: OpenSocket = (options, listener) => new Socket(options, listener);

/** The usual way: a Socket.IO connection, and another after it, until somebody closes the link. */
export class SocketLink implements Link {
  readonly #server: string;
  readonly #session: Session;
  readonly #listener: LinkListener;
  readonly #open: OpenSocket;
  #socket: ConnectedSocket | null = null;
  readonly #backoff = new Backoff();
  #isClosed = false;
  #failures = 0;
  #connectedAt = 0;
  #token: string | undefined;
  #refused: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewAt = 0;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(server: string, session: Session, listener: LinkListener, open: OpenSocket = openSocket) {
    this.#server = server;
    this.#session = session;
    this.#listener = listener;
    this.#open = open;
    globalThis.addEventListener?.('online', this.#connect);
    this.#connect();
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    const socket = this.#socket;
    if (!socket?.isConnected) throw Refusal.unreachable();
    // The server would close the connection, and the same frame would close the next one too.
    if (isOversized(name, payload, socket.maxPayload)) throw Refusal.tooLarge();
    if (name === 'typing.start' || name === 'typing.stop') {
      socket.notify(name, payload);
      return {} as Answer<C>;
    }
    const answer = (await socket.request(name, payload, ANSWER_TIMEOUT).catch(() => {
      throw Refusal.unreachable();
    })) as Acknowledgement;
    if (answer.ok) return answer as unknown as Answer<C>;
    throw answer.error.code === 'unauthenticated' ? this.#renewed() : new Refusal(answer.error);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#renewal);
    globalThis.removeEventListener?.('online', this.#connect);
    this.#socket?.close();
  }

  readonly #connect = (): void => {
    clearTimeout(this.#timer);
    if (this.#socket?.isConnected || this.#isClosed) return;
    this.#socket?.close();
    if (this.#failures === 0) this.#listener.connection({ status: 'connecting' });
    let wasConnected = false;
    this.#socket = this.#open(
      {
        server: this.#server,
        // A wall that swallows WebSockets gives no error to fall back upon, so every other try begins with polling.
        transports: this.#failures % 2 === 1 ? ['polling', 'websocket'] : ['websocket', 'polling'],
        auth: () => this.#authenticate(),
        timeout: CONNECT_TIMEOUT,
      },
      {
        connected: () => {
          wasConnected = true;
          this.#connected();
        },
        event: (event, payload) => this.#received({ event, payload } as EventFrame),
        closed: (cause) => (wasConnected ? this.#lost() : this.#failed(cause)),
      },
    );
  };

  async #authenticate(): Promise<{ token: string }> {
    const { token, renewAt } = await this.#session(this.#server, this.#refused).catch((thrown) => {
      throw Refusal.from(thrown);
    });
    this.#token = token;
    this.#renewAt = renewAt;
    return { token };
  }

  #connected(): void {
    this.#failures = 0;
    this.#connectedAt = Date.now();
    this.#refused = undefined;
    this.#renewLater();
    this.#listener.connection({ status: 'online', via: this.#socket?.transport ?? 'websocket' });
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
    if (this.#socket?.isConnected) this.#renewLater();
  }

  /** @param cause what the session threw, what the server refused with, or undefined: the network */
  #failed(cause: unknown): void {
    const facts = cause as RefusalFacts | undefined;
    const refusal = facts?.code ? new Refusal(facts) : Refusal.unreachable();
    const isServers = !(cause instanceof Refusal);
    if (isServers && refusal.code === 'unauthenticated' && this.#refused !== this.#token) this.#renewed();
    else this.#giveUp(refusal);
  }

  /** Connects with another token. Commands that wait for an answer are to be sent again. */
  #renewed(): Refusal {
    this.#refused = this.#token;
    this.#reconnect();
    return Refusal.unreachable();
  }

  /** Tries again later, unless the user must sign in. */
  #giveUp(refusal: Refusal): void {
    if (this.#isClosed) return;
    this.#failures += 1;
    if (refusal.isRetryable) this.#later(refusal.retryAfter);
    else this.#listener.connection({ status: 'signed_out', refusal: refusal.facts });
  }

  /** The waits go on growing for a client whose connections end soon after they begin. */
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

  #received(frame: EventFrame): void {
    this.#listener.event(frame);
    if (frame.event === 'server.draining') this.#moveOn(frame.payload.reconnectWithinMs);
  }

  /** The server stops. Reconnects at a random moment within the time it gives, so that not all clients come at once. */
  #moveOn(withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reconnect(), Math.random() * withinMs);
  }

  #reconnect(): void {
    this.#socket?.close();
    this.#connect();
  }
}
