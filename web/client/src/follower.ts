import type { CommandName } from './commands.ts';
import type { Answer, Payload } from './link.ts';
import { Refusal } from './refusal.ts';
import type { Connection } from './state.ts';
import type { Role, TabContext, TabMessage } from './tab-message.ts';
import { uuidV7 } from './uuid.ts';

/** Milliseconds after which a request to a silent leader counts as lost: more than it may take itself. */
const ANSWER_TIMEOUT = 20_000;

type Outcome = Pick<Extract<TabMessage, { type: 'response' }>, 'answer' | 'refusal'>;

interface Request {
  resolve(answer: unknown): void;
  reject(refusal: Refusal): void;
  timer: ReturnType<typeof setTimeout>;
}

/** A tab that uses the connection of another. */
export class Follower implements Role {
  readonly #context: TabContext;
  readonly #requests = new Map<string, Request>();
  #leader: string | null = null;
  #connection: Connection = { status: 'connecting' };

  constructor(context: TabContext) {
    this.#context = context;
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    if (this.#connection.status !== 'online') throw Refusal.unreachable();
    return new Promise((resolve, reject) => {
      const id = uuidV7();
      const lost = { refusal: Refusal.unreachable().facts };
      const timer = setTimeout(() => this.#settle(id, lost), ANSWER_TIMEOUT);
      this.#requests.set(id, { resolve: (answer) => resolve(answer as Answer<C>), reject, timer });
      this.#context.post({ type: 'request', from: this.#context.tab, id, name, payload });
    });
  }

  receive(message: TabMessage): void {
    if (message.type === 'connection') this.#follow(message.from, message.connection);
    if (message.type === 'response' && message.to === this.#context.tab) this.#settle(message.id, message);
  }

  close(): void {
    for (const id of [...this.#requests.keys()]) this.#settle(id, { refusal: Refusal.unreachable().facts });
  }

  /** A new leader, or a new connection of the old one, knows nothing of what was asked before. */
  #follow(leader: string, connection: Connection): void {
    const isNew = leader !== this.#leader;
    if (!isNew && JSON.stringify(connection) === JSON.stringify(this.#connection)) return;
    this.close();
    this.#leader = leader;
    this.#connection = connection;
    if (isNew) this.#context.post({ type: 'hello', from: this.#context.tab });
    this.#context.listener.connection(
      connection.status === 'online' ? { status: 'online', via: 'tab' } : connection,
    );
  }

  #settle(id: string, { answer, refusal }: Outcome): void {
    const request = this.#requests.get(id);
    this.#requests.delete(id);
    clearTimeout(request?.timer);
    if (refusal) request?.reject(new Refusal(refusal));
    else request?.resolve(answer);
  }
}
