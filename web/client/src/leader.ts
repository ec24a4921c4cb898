import type { CommandName } from './commands.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { locks } from './locks.ts';
import { Refusal } from './refusal.ts';
import { Rooms } from './rooms.ts';
import type { Connection } from './state.ts';
import type { Role, TabContext, TabMessage } from './tab-message.ts';

/** The tab that has the connection. It performs the commands of the other tabs and passes on the events. */
export class Leader implements Role {
  readonly #context: TabContext;
  readonly #rooms = new Rooms();
  readonly #tabs = new Set<string>();
  readonly #link: Link;
  readonly #end = new AbortController();
  #connection: Connection = { status: 'connecting' };

  constructor(context: TabContext, connect: (listener: LinkListener) => Link) {
    this.#context = context;
    this.#link = connect({
      connection: (connection) => this.#changed(connection),
      event: (frame) => {
        context.post({ type: 'event', frame });
        context.listener.event(frame);
      },
    });
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return this.#perform(this.#context.tab, name, payload);
  }

  receive(message: TabMessage): void {
    if (message.type === 'hello') this.#welcome(message.from);
    if (message.type === 'request') void this.#respond(message);
  }

  close(): void {
    this.#end.abort();
    this.#link.close();
  }

  #changed(connection: Connection): void {
    if (connection.status === 'online') this.#rooms.clear();
    this.#connection = connection;
    this.#announce();
    this.#context.listener.connection(connection);
  }

  #announce(): void {
    this.#context.post({ type: 'connection', from: this.#context.tab, connection: this.#connection });
  }

  /** The lock of a tab becomes free when that tab is gone, however it went. Then its subscriptions end. */
  #welcome(tab: string): void {
    this.#announce();
    if (this.#tabs.has(tab)) return;
    this.#tabs.add(tab);
    const gone = async () => {
      this.#tabs.delete(tab);
      for (const conversationId of this.#rooms.emptied(tab))
        void this.#link.command('conversation.leave', { conversationId }).catch(() => undefined);
    };
    locks()
      ?.request(this.#context.lockOf(tab), { signal: this.#end.signal }, gone)
      .catch(() => undefined);
  }

  async #respond({ from, id, name, payload }: Extract<TabMessage, { type: 'request' }>): Promise<void> {
    const outcome = await this.#perform(from, name, payload).then(
      (answer) => ({ answer }),
      (thrown) => ({ refusal: Refusal.from(thrown).facts }),
    );
    this.#context.post({ type: 'response', to: from, id, ...outcome });
  }

  /** The connection joins a conversation with the first tab that wants it and leaves with the last. */
  async #perform<C extends CommandName>(tab: string, name: C, payload: Payload<C>): Promise<Answer<C>> {
    const { conversationId = '' } = payload as { conversationId?: string };
    if (name === 'conversation.join') this.#rooms.enter(conversationId, tab);
    if (name === 'conversation.leave' && !this.#rooms.exit(conversationId, tab)) return {} as Answer<C>;
    return this.#link.command(name, payload);
  }
}
