import type { Link } from './link.ts';
import type { Store } from './store.ts';

/** Milliseconds within which the marks of a conversation are sent as one. */
const BUNDLE = 1_000;

/** Own read marks: at once on screen, sent in bundles, and again after a break if one got lost. */
export class ReadMarks {
  readonly #store: Store;
  readonly #link: () => Link | null;
  readonly #pending = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: Store, link: () => Link | null) {
    this.#store = store;
    this.#link = link;
  }

  read(conversationId: string, seq: number): void {
    const { me, threads } = this.#store.state;
    const known = threads[conversationId]?.readMarks.find(({ reader }) => reader.id === me?.id)?.seq ?? 0;
    if (!me || seq <= known) return;
    const type = me.role === 'admin' ? 'agent' : me.role;
    const mark = { reader: { type, id: me.id }, seq, at: new Date().toISOString() };
    this.#pending.set(conversationId, seq);
    this.#store.dispatch({ event: 'messages.read', payload: { conversationId, mark } });
    this.#timer ??= setTimeout(() => this.flush(), BUNDLE);
  }

  flush(): void {
    this.close();
    for (const [conversationId, seq] of this.#pending) {
      const done = () =>
        void (this.#pending.get(conversationId) === seq && this.#pending.delete(conversationId));
      // After a broken connection the mark is sent again; after a refusal it is not.
      this.#link()
        ?.command('message.read', { conversationId, seq })
        .then(done, (refusal) => refusal.isRetryable || done());
    }
  }

  close(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
  }
}
