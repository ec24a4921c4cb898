import type { CommandName, Commands, OpenRequest } from './commands.ts';
import type { Draft } from './contract.ts';
import type { EventName, Events } from './events.ts';
import type { Session } from './session.ts';
import type { State } from './state.ts';

export interface SwitchboardOptions {
  /** Where the server is: `https://chat.example.com`. Default: the origin of the page. */
  url?: string;
  /** Who we are: `customerSession(…)` or `staffSession(…)`. */
  session: Session;
}

/** What is sent besides the text. */
export type SendOptions = Pick<Draft, 'kind' | 'attachmentIds' | 'replyTo'>;

/** A live connection to a Switchboard server and everything that is known through it. */
export declare class Switchboard {
  constructor(options: SwitchboardOptions);

  /** The present state; a new object after each change, so it can be compared by identity. */
  get state(): State;

  /** Calls `listener` after each change of state. Returns the way to stop. */
  subscribe(listener: (state: State) => void): () => void;

  /** Hears one kind of event as it arrives: for lists and sounds, which the state does not hold. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;

  /** Connects and stays connected until `stop()`. Doing it twice changes nothing. */
  start(): void;

  /** Disconnects cleanly. Queued messages stay in the outbox and go out after the next `start()`. */
  stop(): void;

  /** Subscribes to a conversation: `state.threads[id]` holds it from then on, across reconnects. */
  join(conversationId: string): Promise<void>;

  /** Unsubscribes and forgets the thread. Queued messages are still sent. */
  leave(conversationId: string): void;

  /** Loads up to 50 messages before the oldest one held. */
  older(conversationId: string): Promise<void>;

  /**
   * Opens a conversation with its first message, at once on screen in `state.opening`.
   * @returns the id of the conversation once the server has it; it has been joined then.
   */
  open(content: string, request?: OpenRequest): Promise<string>;

  /**
   * Shows a message at once and delivers it exactly once and in order, however long that takes.
   * @returns the message's id
   */
  send(conversationId: string, content: string, options?: SendOptions): string;

  /** Sends a failed message again, under its old id. */
  retry(messageId: string): void;

  /** Gives up a queued or failed message. One that is on the wire may still arrive. */
  discard(messageId: string): void;

  /** Marks everything up to `seq` as read. Sends at most one mark per second and conversation. */
  read(conversationId: string, seq: number): void;

  /** To be called at each keystroke: says "typing" at most every 4 s, and "stopped" 5 s after the last. */
  typing(conversationId: string, preview?: string): void;

  /** Any command of the contract, for what has no method of its own. Rejects with a `Refusal`. */
  command<C extends CommandName>(name: C, payload: Commands[C]['payload']): Promise<Commands[C]['answer']>;

  /** Any REST call: `request('GET', '/faq-entries')`, below `/api/v1`. Rejects with a `Refusal`. */
  request<T>(method: string, path: string, body?: unknown): Promise<T>;
}
