import { Api, type RequestOptions } from './api.ts';
import type { CommandName, Commands, OpenRequest } from './commands.ts';
import { Connecting } from './connecting.ts';
import type { Draft, Message } from './contract.ts';
import type { EventName, Events } from './events.ts';
import type { OutboxFrame } from './frames.ts';
import { OutboxSender } from './outbox-sender.ts';
import { ReadMarks } from './read-marks.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './session.ts';
import type { Outgoing, State } from './state.ts';
import { Store } from './store.ts';
import { Subscriptions } from './subscriptions.ts';
import { isBlank } from './text.ts';
import { Typing } from './typing.ts';
import { uuidV7 } from './uuid.ts';

export interface SwitchboardOptions {
  /** Where the server is: `https://chat.example.com`. Default: the origin of the page. */
  url?: string;
  /** Who we are: `customerSession(…)` or `staffSession(…)`. */
  session: Session;
}

/** What may go with the text. */
export type SendOptions = Pick<Draft, 'kind' | 'value' | 'attachmentIds' | 'replyTo'>;

/** A live connection to a Switchboard server and everything that is known through it. */
export class Switchboard {
  readonly #store = new Store();
  readonly #connecting: Connecting;
  readonly #api: Api;
  readonly #subscriptions: Subscriptions;
  readonly #outboxSender: OutboxSender;
  readonly #readMarks: ReadMarks;
  readonly #typing: Typing;

  constructor({ url, session }: SwitchboardOptions) {
    const server = (url ?? location.origin).replace(/\/+$/, '');
    const link = () => this.#connecting.link;
    this.#connecting = new Connecting(server, session, this.#store, (isLeader) => {
      this.#outboxSender.isEnabled = isLeader;
    });
    this.#api = new Api(server, this.#connecting.session);
    this.#subscriptions = new Subscriptions(this.#store, link);
    this.#outboxSender = new OutboxSender(this.#store, link, (frame) => this.#connecting.report(frame));
    this.#readMarks = new ReadMarks(this.#store, link);
    this.#typing = new Typing(link);
    this.#store.listen((_, frame) => {
      if ('local' in frame && frame.local === 'connection' && frame.connection.status === 'online')
        this.#online();
      // Also in the tabs that did not ask: the new conversation is one person's.
      if ('local' in frame && frame.local === 'opened')
        void this.join(frame.conversationId).catch(() => undefined);
    });
  }

  /** The present state; a new object after each change, so it can be compared by identity. */
  get state(): State {
    return this.#store.state;
  }

  /** Calls `listener` after each change of state. Returns the way to stop. */
  subscribe(listener: (state: State) => void): () => void {
    return this.#store.listen(listener);
  }

  /** Hears one kind of event as it arrives: for lists and sounds, which the state does not hold. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    return this.#store.listen((_, frame) => {
      if ('event' in frame && frame.event === event) listener(frame.payload as Events[E]);
    });
  }

  /** Connects and stays connected until `stop()`. Doing it twice changes nothing. */
  start(): void {
    this.#connecting.start();
  }

  /** Disconnects cleanly. Queued messages stay in the outbox and go out after the next `start()`. */
  stop(): void {
    this.#typing.close();
    this.#readMarks.close();
    this.#subscriptions.stop();
    this.#connecting.stop();
  }

  /** Subscribes to a conversation: `state.threads[id]` holds it from then on, across reconnects. */
  join(conversationId: string): Promise<void> {
    return this.#subscriptions.join(conversationId);
  }

  /** Unsubscribes and forgets the thread. Queued messages are still sent. */
  leave(conversationId: string): void {
    this.#typing.stop(conversationId);
    this.#subscriptions.leave(conversationId);
  }

  /** Loads up to 50 messages before the oldest one held. */
  async older(conversationId: string): Promise<void> {
    const first = this.state.threads[conversationId]?.messages[0]?.seq;
    if (!first || first === 1) return;
    const path = `/conversations/${conversationId}/messages?before=${first}&limit=50`;
    const { items } = await this.request<{ items: Message[] }>('GET', path);
    this.#store.dispatch({ local: 'older', conversationId, messages: items });
  }

  /**
   * Opens a conversation with its first message, which is on screen at once: `timeline(state, null)`.
   * @returns the id of the conversation once the server has it; it is being joined then
   */
  async open(content: string, request: OpenRequest = {}, options: SendOptions = {}): Promise<string> {
    const { id } = this.#queue({ conversationId: null, content, opens: request, ...options });
    return new Promise((resolve, reject) => {
      const forget = this.#store.listen((_, frame) => {
        if (!('local' in frame) || !('id' in frame) || frame.id !== id) return;
        if (frame.local === 'opened') resolve(frame.conversationId);
        else if (frame.local === 'failed') reject(new Refusal(frame.refusal));
        else return;
        forget();
      });
    });
  }

  /**
   * Shows a message at once and delivers it exactly once and in order, however long that takes.
   * @returns the message's id
   * @throws Refusal `validation_failed` when nothing in it can be seen
   */
  send(conversationId: string, content: string, options: SendOptions = {}): string {
    this.#typing.sent(conversationId);
    return this.#queue({ conversationId, content, ...options }).id;
  }

  /** Sends a failed message again, under its old id. */
  retry(messageId: string): void {
    const failed = this.state.outbox.find(({ id, status }) => id === messageId && status === 'failed');
    if (failed) this.#report({ local: 'queued', outgoing: { ...failed, status: 'queued', refusal: null } });
  }

  /** Gives up a queued or failed message. One that is on the wire may still arrive. */
  discard(messageId: string): void {
    this.#report({ local: 'gone', id: messageId });
  }

  /** Marks everything up to `seq` as read; sent at most once per second. */
  read(conversationId: string, seq: number): void {
    this.#readMarks.read(conversationId, seq);
  }

  /** To be called at each keystroke: says "typing" at most every 4 s, and "stopped" 5 s after the last. */
  typing(conversationId: string, preview?: string): void {
    this.#typing.keystroke(conversationId, preview);
  }

  /** Any command of the contract, for what has no method of its own. Rejects with a `Refusal`. */
  async command<C extends CommandName>(
    name: C,
    payload: Commands[C]['payload'],
  ): Promise<Commands[C]['answer']> {
    const link = this.#connecting.link;
    if (!link) throw Refusal.unreachable();
    const answer = await link.command(name, payload);
    this.#store.dispatch({ command: name, payload, answer } as Parameters<Store['dispatch']>[0]);
    return answer;
  }

  /** Any REST call: `request('GET', '/faq-entries')`, below `/api/v1`. Rejects with a `Refusal`. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
    return this.#api.request<T>(method, path, options);
  }

  #online(): void {
    this.#subscriptions.rejoin();
    this.#readMarks.flush();
  }

  #queue(draft: Omit<Outgoing, 'id' | 'createdAt' | 'status' | 'refusal'>): Outgoing {
    if (isBlank(draft.content)) throw Refusal.blank();
    const now = new Date().toISOString();
    const outgoing: Outgoing = { ...draft, id: uuidV7(), createdAt: now, status: 'queued', refusal: null };
    this.#report({ local: 'queued', outgoing });
    return outgoing;
  }

  #report(frame: OutboxFrame): void {
    this.#connecting.report(frame);
  }
}
