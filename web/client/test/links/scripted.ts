import { Api } from '../../src/api.ts';
import type { CommandName } from '../../src/commands.ts';
import type { EventFrame } from '../../src/frames.ts';
import type { Answer, Link, LinkListener, Payload } from '../../src/link.ts';
import type { Grant, Session } from '../../src/session.ts';
import type { Connection } from '../../src/state.ts';
import type { SocketListener, SocketOptions } from '../../src/transport/socket.ts';

const HOUR = 3_600_000;

export const AYESHA = { id: 'ayesha', name: 'Ayesha', role: 'customer' } as const;

/** Lets everything run that waits for no timer. */
export async function settled(): Promise<void> {
  for (let step = 0; step < 30; step++) await Promise.resolve();
}

/** A session whose answers a test decides; it notes the tokens that were refused. */
export class ScriptedSession {
  readonly refused: (string | undefined)[] = [];
  /** A grant, or what is thrown instead. */
  next: Partial<Grant> | Error = {};
  #count = 0;

  readonly session: Session = async (_, refused) => {
    this.refused.push(refused);
    if (this.next instanceof Error) throw this.next;
    this.#count += 1;
    return { token: `token ${this.#count}`, me: AYESHA, renewAt: Date.now() + HOUR, ...this.next };
  };
}

/** One connection, played by the test. */
export class ScriptedSocket {
  isConnected = false;
  isClosed = false;
  transport = 'websocket' as const;
  maxPayload = 10_000;
  readonly requests: { name: string; payload: unknown; resolve(answer: unknown): void }[] = [];
  readonly notices: string[] = [];
  readonly options: SocketOptions;
  readonly #listener: SocketListener;
  readonly #rejects: ((error: Error) => void)[] = [];

  constructor(options: SocketOptions, listener: SocketListener) {
    this.options = options;
    this.#listener = listener;
  }

  request(name: string, payload: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.requests.push({ name, payload, resolve });
      this.#rejects.push(reject);
    });
  }

  notify(name: string): void {
    this.notices.push(name);
  }

  close(): void {
    this.isClosed = true;
    this.isConnected = false;
    for (const reject of this.#rejects) reject(new Error('over'));
  }

  /** The server agrees to the token it is shown. */
  async connects(): Promise<unknown> {
    const shown = await this.options.auth();
    this.isConnected = true;
    this.#listener.connected();
    return shown;
  }

  says(event: string, payload: unknown): void {
    this.#listener.event(event, payload);
  }

  ends(cause?: unknown): void {
    this.close();
    this.#listener.closed(cause);
  }
}

/** A way to the server, played by the test. */
export class ScriptedLink implements Link {
  isClosed = false;
  readonly commands: [CommandName, unknown][] = [];
  answer: (name: CommandName, payload: unknown) => Promise<unknown> = async () => ({});
  readonly #listener: LinkListener;

  constructor(listener: LinkListener) {
    this.#listener = listener;
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    this.commands.push([name, payload]);
    return (await this.answer(name, payload)) as Answer<C>;
  }

  close(): void {
    this.isClosed = true;
  }

  becomes(connection: Connection): void {
    this.#listener.connection(connection);
  }

  says(frame: EventFrame): void {
    this.#listener.event(frame);
  }
}

/** REST, played by the test: what is asked waits until it is answered. */
export class ScriptedApi extends Api {
  readonly asked: string[] = [];
  readonly bodies: unknown[] = [];
  #waiting: { path: string; resolve(answer: unknown): void; reject(refusal: Error): void }[] = [];

  constructor() {
    super('', null);
  }

  override request<T>(
    method: string,
    path: string,
    options: { body?: unknown; signal?: AbortSignal } = {},
  ): Promise<T> {
    this.asked.push(`${method} ${path}`);
    this.bodies.push(options.body);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ path, resolve: (answer) => resolve(answer as T), reject });
      options.signal?.addEventListener('abort', () => reject(new DOMException('over', 'AbortError')));
    });
  }

  async answers(path: string | RegExp, answer: unknown): Promise<void> {
    const at = this.#waiting.findIndex((request) => request.path.match(path));
    if (at < 0) throw new Error(`Nobody has asked ${path}: ${this.asked}`);
    const [request] = this.#waiting.splice(at, 1);
    if (answer instanceof Error) request?.reject(answer);
    else request?.resolve(answer);
    await settled();
  }
}
