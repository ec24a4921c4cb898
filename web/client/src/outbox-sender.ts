import { Backoff, pause } from './backoff.ts';
import type { OutboxFrame } from './frames.ts';
import type { Link } from './link.ts';
import { Refusal } from './refusal.ts';
import type { Outgoing } from './state.ts';
import type { Store } from './store.ts';

/**
 * Sends the messages of the outbox, in order and one at a time per conversation. Each is sent again, under the same id,
 * until the server has accepted or refused it; the ledger stores an id once.
 */
export class OutboxSender {
  readonly #store: Store;
  readonly #link: () => Link | null;
  readonly #report: (frame: OutboxFrame) => void;
  readonly #busy = new Set<string | null>();
  #isEnabled = false;

  constructor(store: Store, link: () => Link | null, report: (frame: OutboxFrame) => void) {
    this.#store = store;
    this.#link = link;
    this.#report = report;
    store.listen(() => this.#wake());
  }

  /** Only one tab of a browser sends; the others put into the outbox. */
  set isEnabled(isEnabled: boolean) {
    this.#isEnabled = isEnabled;
    this.#wake();
  }

  #wake(): void {
    if (!this.#isOnline) return;
    for (const { conversationId } of this.#store.state.outbox) {
      if (this.#busy.has(conversationId) || !this.#next(conversationId)) continue;
      this.#busy.add(conversationId);
      void this.#sendAll(conversationId);
    }
  }

  /**
   * The next message of a conversation. A failed one is skipped: its sender decides what becomes of it. The one that
   * opened the conversation is in the ledger already.
   */
  #next(conversationId: string | null): Outgoing | undefined {
    return this.#store.state.outbox.find(
      (outgoing) =>
        outgoing.conversationId === conversationId &&
        outgoing.status !== 'failed' &&
        (conversationId === null || !outgoing.opens),
    );
  }

  async #sendAll(conversationId: string | null): Promise<void> {
    const backoff = new Backoff();
    for (let next = this.#next(conversationId); next && this.#isOnline; next = this.#next(conversationId)) {
      const wait = await this.#attempt(next, backoff);
      if (wait > 0) await pause(wait);
    }
    this.#busy.delete(conversationId);
    this.#wake();
  }

  get #isOnline(): boolean {
    return this.#isEnabled && this.#store.state.connection.status === 'online';
  }

  /** @returns milliseconds to wait before the next attempt */
  async #attempt(outgoing: Outgoing, backoff: Backoff): Promise<number> {
    this.#report({ local: 'sent', id: outgoing.id });
    try {
      await this.#send(outgoing);
      backoff.reset();
      return 0;
    } catch (thrown) {
      const refusal = Refusal.from(thrown);
      if (!refusal.isRetryable) {
        this.#report({ local: 'failed', id: outgoing.id, refusal: refusal.facts });
        return 0;
      }
      this.#report({ local: 'waiting', id: outgoing.id });
      return this.#isOnline ? backoff.next(refusal.retryAfter) : 0;
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

/** The part of a message in the outbox that the server is sent. */
function draftOf({ id, content, kind, value, attachmentIds, replyTo }: Outgoing) {
  return {
    id,
    content,
    ...(kind && { kind }),
    ...(value && { value }),
    ...(attachmentIds && { attachmentIds }),
    ...(replyTo !== undefined && { replyTo }),
  };
}
