import { DirectLink } from './direct-link.ts';
import type { EventFrame, OutboxFrame } from './frames.ts';
import type { Link, LinkListener } from './link.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { retry } from './retry.ts';
import type { Grant, Session } from './session.ts';
import { canShare, SharedLink } from './shared-link.ts';
import type { Connection, Outgoing } from './state.ts';
import type { Store } from './store.ts';

type Connect = (server: string, session: Session, listener: LinkListener) => Link;

/** From `start()` to `stop()`: gets a session, opens the outbox that belongs to it, and the link. */
export class Connecting {
  link: Link | null = null;
  readonly session: Session;
  readonly #server: string;
  readonly #store: Store;
  readonly #setLeading: (isLeader: boolean) => void;
  readonly #connect: Connect;
  #outbox: Outbox | null = null;
  #end: AbortController | null = null;

  /** @param setLeading told whether this tab is the one that sends what is in the outbox */
  constructor(
    server: string,
    session: Session,
    store: Store,
    setLeading: (isLeader: boolean) => void,
    connect: Connect = (...to) => new DirectLink(...to),
  ) {
    this.#server = server;
    this.session = async (at, refused) => this.#checkPerson(await session(at, refused));
    this.#store = store;
    this.#setLeading = setLeading;
    this.#connect = connect;
    let before = store.state.outbox;
    store.listen(({ outbox }) => {
      this.#removeSent(before, outbox);
      before = outbox;
    });
  }

  start(): void {
    if (this.#end) return;
    this.#end = new AbortController();
    void this.#begin(this.#end.signal);
  }

  stop(): void {
    this.#close();
    this.#store.dispatch({ local: 'connection', connection: { status: 'stopped' } });
  }

  /** Something happened to a message on its way: keep it, show it, and tell the other tabs. */
  report(frame: OutboxFrame): void {
    this.#store.dispatch(frame);
    this.#persist(frame);
    if (this.link instanceof SharedLink) this.link.share(frame);
  }

  async #begin(signal: AbortSignal): Promise<void> {
    this.#connection({ status: 'connecting' });
    const grant = await this.#firstGrant(signal);
    if (!grant || signal.aborted) return;
    this.#store.dispatch({ local: 'me', me: grant.me });
    await this.#loadOutbox(openOutbox(`${this.#server}:${grant.me.id}`), signal);
    if (!signal.aborted) this.link = this.#open(grant.me.id);
  }

  /** Waits for a session for as long as the server cannot be reached; null when the user must sign in. */
  #firstGrant(signal: AbortSignal): Promise<Grant | null> {
    return retry(
      () => this.session(this.#server),
      signal,
      (attempt) => this.#connection({ status: 'offline', attempt }),
    ).catch((refusal) => {
      if (!signal.aborted) this.#connection({ status: 'signed_out', refusal: refusal.facts });
      return null;
    });
  }

  /** Loads what an earlier page left behind, and adds what was written before the outbox was open. */
  async #loadOutbox(outbox: Outbox, signal: AbortSignal): Promise<void> {
    const kept = (await outbox.load()).map((outgoing) =>
      outgoing.status === 'sent' ? { ...outgoing, status: 'queued' as const } : outgoing,
    );
    if (signal.aborted) return outbox.close();
    this.#outbox = outbox;
    const early = this.#store.state.outbox.filter(({ id }) => !kept.some((outgoing) => outgoing.id === id));
    this.#put(early);
    this.#store.dispatch({ local: 'outbox', outbox: [...kept, ...early] });
  }

  /** A token that could not be renewed is followed by one for somebody else. Then everything starts again. */
  #checkPerson(grant: Grant): Grant {
    const { me } = this.#store.state;
    if (this.link && me && me.id !== grant.me.id) {
      this.stop();
      this.start();
    }
    return grant;
  }

  #open(owner: string): Link {
    const listener = {
      connection: (connection: Connection) => this.#connection(connection),
      event: (frame: EventFrame) => this.#store.dispatch(frame),
      outbox: (frame: OutboxFrame) => this.#store.dispatch(frame),
      leading: (isLeader: boolean) => this.#setLeading(isLeader),
    };
    const connect = (direct: LinkListener) => this.#connect(this.#server, this.session, direct);
    // Tabs of a version that sends other messages form a group of their own.
    if (canShare()) return new SharedLink(`switchboard:2:${this.#server}:${owner}`, connect, listener);
    this.#setLeading(true);
    return connect(listener);
  }

  /** Once signed out, only a new `start()` helps. */
  #connection(connection: Connection): void {
    this.#store.dispatch({ local: 'connection', connection });
    if (connection.status === 'signed_out') this.#close();
  }

  #close(): void {
    this.#end?.abort();
    this.#end = null;
    this.#setLeading(false);
    this.link?.close();
    this.link = null;
    this.#outbox?.close();
    this.#outbox = null;
  }

  /** `sent` and `waiting` are not kept: a reload makes both `queued` again. */
  #persist(frame: OutboxFrame): void {
    const { outbox } = this.#store.state;
    if (frame.local === 'queued') this.#outbox?.put(frame.outgoing);
    if (frame.local === 'failed') this.#put(outbox.filter(({ id }) => id === frame.id));
    if (frame.local !== 'opened') return;
    this.#put(
      outbox.filter(({ conversationId, opens }) => conversationId === frame.conversationId && !opens),
    );
    this.#outbox?.remove(frame.id);
  }

  #put(changed: Outgoing[]): void {
    for (const outgoing of changed) this.#outbox?.put(outgoing);
  }

  /** A message that has left the outbox of the state leaves the stored one too. */
  #removeSent(before: readonly Outgoing[], after: readonly Outgoing[]): void {
    if (before === after) return;
    for (const { id } of before) if (!after.some((outgoing) => outgoing.id === id)) this.#outbox?.remove(id);
  }
}
