import { Backoff, pause } from './backoff.ts';
import type { OutboxFrame } from './frames.ts';
import type { Link } from './link.ts';
import { Refusal } from './refusal.ts';
import type { Outgoing } from './state.ts';
import type { Store } from './store.ts';

/**
 * Empties the outbox: one message at a time per conversation, in order, each until the server has answered.
 * The same id goes out again as often as it takes; the ledger holds it once.
 */
export class Courier {
  readonly #store: Store;
  readonly #link: () => Link | null;
  readonly #report: (frame: OutboxFrame) => void;
  readonly #busy = new Set<string | null>();
  #off = true;

  constructor(store: Store, link: () => Link | null, report: (frame: OutboxFrame) => void) {
    this.#store = store;
    this.#link = link;
    this.#report = report;
    store.listen(() => this.#wake());
  }

  /** Only one tab carries; the others fill the outbox. */
  set carrying(carrying: boolean) {
    this.#off = !carrying;
    this.#wake();
  }

  #wake(): void {
    if (this.#off || this.#store.state.connection.status !== 'online') return;
    for (const { conversationId } of this.#store.state.outbox) {
      if (this.#busy.has(conversationId) || !this.#next(conversationId)) continue;
      this.#busy.add(conversationId);
      void this.#carry(conversationId);
    }
  }

  /**
   * What is next for a conversation: not a failed one, which waits for its sender and in nobody's way, and
   * not the one that opened it, which has arrived.
   */
  #next(conversationId: string | null): Outgoing | undefined {
    return this.#store.state.outbox.find(
      (outgoing) =>
        outgoing.conversationId === conversationId &&
        outgoing.status !== 'failed' &&
        (conversationId === null || !outgoing.opens),
    );
  }

  async #carry(conversationId: string | null): Promise<void> {
    const backoff = new Backoff();
    for (let next = this.#next(conversationId); next && this.#online; next = this.#next(conversationId)) {
      const wait = await this.#deliver(next, backoff);
      if (wait > 0) await pause(wait);
    }
    this.#busy.delete(conversationId);
    this.#wake();
  }

  get #online(): boolean {
    return !this.#off && this.#store.state.connection.status === 'online';
  }

  /** @returns milliseconds to wait before the next try */
  async #deliver(outgoing: Outgoing, backoff: Backoff): Promise<number> {
    this.#report({ local: 'sent', id: outgoing.id });
    try {
      await this.#send(outgoing);
      backoff.reset();
      return 0;
    } catch (thrown) {
      const refusal = Refusal.from(thrown);
      if (!refusal.passing) {
        this.#report({ local: 'failed', id: outgoing.id, refusal: refusal.facts });
        return 0;
      }
      this.#report({ local: 'waiting', id: outgoing.id });
      return this.#online ? backoff.next(refusal.retryAfter) : 0;
    }
  }

  async #send(outgoing: Outgoing): Promise<void> {
    const link = this.#link();
    if (!link) throw Refusal.unreachable();
    const { id, conversationId, opens } = outgoing;
    const draft = draftOf(outgoing);
    if (conversationId === null) {
      const { conversation } = await link.command('conversation.open', { ...opens, message: draft });
      this.#report({ local: 'opened', id, conversationId: conversation.id });
    } else {
      const payload = { conversationId, ...draft };
      const answer = await link.command('message.send', payload);
      this.#store.dispatch({ command: 'message.send', payload, answer });
      // The other tabs hear of the row from the socket only if they have joined.
      this.#report({ local: 'gone', id });
    }
  }
}

/** What goes on the wire of it. */
function draftOf({ id, content, kind, attachmentIds, replyTo }: Outgoing) {
  return {
    id,
    content,
    ...(kind && { kind }),
    ...(attachmentIds && { attachmentIds }),
    ...(replyTo !== undefined && { replyTo }),
  };
}
