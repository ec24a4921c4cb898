import type { EventFrame } from './frames.ts';
import type { Link } from './link.ts';
import { Refusal } from './refusal.ts';
import { retry } from './retry.ts';
import type { Store } from './store.ts';
import { lastSeq } from './thread.ts';

/** Keeps the joined conversations complete: joins, joins again after a break, fetches what is missing. */
export class Subscriptions {
  readonly #store: Store;
  readonly #link: () => Link | null;
  /** The wanted conversations, each with the join that is under way, if there is one. */
  readonly #wanted = new Map<string, Promise<void> | null>();
  /** Events that arrive during a join. Its answer may be older, so they are applied again after it. */
  readonly #overtaking = new Map<string, EventFrame[]>();
  #end = new AbortController();

  constructor(store: Store, link: () => Link | null) {
    this.#store = store;
    this.#link = link;
    store.listen((state, frame) => {
      if ('event' in frame) this.#overtake(frame);
      for (const [id, thread] of Object.entries(state.threads))
        if (thread.behind && this.#wanted.get(id) === null) void this.#complete(id).catch(() => undefined);
    });
  }

  /** Resolves when the conversation is there; waits for the network if need be. */
  join(id: string): Promise<void> {
    if (this.#store.state.threads[id] && this.#wanted.has(id)) return Promise.resolve();
    return this.#complete(id);
  }

  leave(id: string): void {
    this.#wanted.delete(id);
    this.#store.dispatch({ local: 'left', conversationId: id });
    void this.#link()
      ?.command('conversation.leave', { conversationId: id })
      .catch(() => undefined);
  }

  /** Ends the joins under way. What is wanted is joined again with the next connection. */
  stop(): void {
    this.#end.abort();
    this.#end = new AbortController();
  }

  /** On a new connection, which the server has joined to no conversation. */
  rejoin(): void {
    for (const [id, work] of this.#wanted) if (work === null) void this.#complete(id).catch(() => undefined);
  }

  #complete(id: string): Promise<void> {
    const running = this.#wanted.get(id);
    if (running) return running;
    const work = this.#pages(id).finally(() => {
      if (this.#wanted.has(id)) this.#wanted.set(id, null);
    });
    this.#wanted.set(id, work);
    return work;
  }

  /** Joins after the last row held, page by page, for as long as there is more. */
  async #pages(id: string): Promise<void> {
    do {
      await retry(() => this.#page(id), this.#end.signal).catch((refusal) => {
        if (!refusal.isRetryable) this.leave(id);
        throw refusal;
      });
    } while (this.#wanted.has(id) && (this.#store.state.threads[id]?.behind ?? true));
  }

  async #page(id: string): Promise<void> {
    await this.#online();
    if (!this.#wanted.has(id)) return;
    const link = this.#link();
    if (!link) throw Refusal.unreachable();
    const held = this.#store.state.threads[id];
    const payload = { conversationId: id, ...(held?.messages.length && { after: lastSeq(held) }) };
    this.#overtaking.set(id, []);
    try {
      const answer = await link.command('conversation.join', payload);
      if (this.#wanted.has(id)) this.#store.dispatch({ command: 'conversation.join', payload, answer });
    } finally {
      const frames = this.#overtaking.get(id) ?? [];
      this.#overtaking.delete(id);
      for (const frame of frames) this.#store.dispatch(frame);
    }
  }

  /** Resolves when there is a connection, or none is wanted any more. */
  #online(): Promise<void> {
    if (this.#store.state.connection.status === 'online') return Promise.resolve();
    return new Promise((resolve) => {
      const forget = this.#store.listen(({ connection: { status } }) => {
        if (status !== 'online' && status !== 'stopped') return;
        forget();
        resolve();
      });
    });
  }

  #overtake(frame: EventFrame): void {
    const { payload } = frame;
    const id =
      'conversation' in payload
        ? payload.conversation.id
        : 'conversationId' in payload && payload.conversationId;
    if (id) this.#overtaking.get(id)?.push(frame);
  }
}
