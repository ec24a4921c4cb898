import type { CommandName } from './commands.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { locks } from './locks.ts';
import { Refusal } from './refusal.ts';
import { Rooms } from './rooms.ts';
import type { Connection } from './state.ts';
import type { Role, Seat, Whisper } from './whisper.ts';

/** The tab that has the connection: it asks for the others and passes on what comes. */
export class Leader implements Role {
  readonly #seat: Seat;
  readonly #rooms = new Rooms();
  readonly #tabs = new Set<string>();
  readonly #link: Link;
  readonly #end = new AbortController();
  #connection: Connection = { status: 'connecting' };

  constructor(seat: Seat, connect: (listener: LinkListener) => Link) {
    this.#seat = seat;
    this.#link = connect({
      connection: (connection) => this.#changed(connection),
      event: (frame) => {
        seat.whisper({ say: 'event', frame });
        seat.listener.event(frame);
      },
    });
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return this.#perform(this.#seat.tab, name, payload);
  }

  heard(whisper: Whisper): void {
    if (whisper.say === 'hello') this.#welcome(whisper.from);
    if (whisper.say === 'ask') void this.#answer(whisper);
  }

  close(): void {
    this.#end.abort();
    this.#link.close();
  }

  #changed(connection: Connection): void {
    if (connection.status === 'online') this.#rooms.clear();
    this.#connection = connection;
    this.#announce();
    this.#seat.listener.connection(connection);
  }

  #announce(): void {
    this.#seat.whisper({ say: 'connection', from: this.#seat.tab, connection: this.#connection });
  }

  /** Its lock comes to us when that tab is gone, however it went: then it wants no conversation any more. */
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
      ?.request(this.#seat.lockOf(tab), { signal: this.#end.signal }, gone)
      .catch(() => undefined);
  }

  async #answer({ from, call, name, payload }: Extract<Whisper, { say: 'ask' }>): Promise<void> {
    const outcome = await this.#perform(from, name, payload).then(
      (answer) => ({ answer }),
      (thrown) => ({ refusal: Refusal.from(thrown).facts }),
    );
    this.#seat.whisper({ say: 'answer', to: from, call, ...outcome });
  }

  /** The connection joins a conversation with the first tab that wants it and leaves with the last. */
  async #perform<C extends CommandName>(tab: string, name: C, payload: Payload<C>): Promise<Answer<C>> {
    const { conversationId = '' } = payload as { conversationId?: string };
    if (name === 'conversation.join') this.#rooms.enter(conversationId, tab);
    if (name === 'conversation.leave' && !this.#rooms.exit(conversationId, tab)) return {} as Answer<C>;
    return this.#link.command(name, payload);
  }
}
