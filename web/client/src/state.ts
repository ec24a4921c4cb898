import type { OpenRequest } from './commands.ts';
import type { Conversation, Draft, Message, ReadMark, Sender } from './contract.ts';
import type { RefusalFacts } from './refusal.ts';

/** All that a screen needs, immutable: a part that did not change keeps its identity. */
export interface State {
  /** Who the token says we are; null until the session is known. */
  readonly me: Me | null;
  readonly connection: Connection;
  /** Joined conversations by id. */
  readonly threads: Readonly<Record<string, Thread>>;
  /** Own messages that no ledger holds yet, oldest first. */
  readonly outbox: readonly Outgoing[];
  /** Whether anybody is at the desk; null until the server has said so. Customers only. */
  readonly availability: { online: boolean; bot: boolean; estimatedWaitSeconds: number | null } | null;
}

export interface Me {
  readonly id: string;
  readonly name: string | null;
  readonly role: 'customer' | 'partner' | 'agent' | 'admin';
}

export type Connection =
  | { readonly status: 'stopped' }
  | { readonly status: 'connecting' }
  /** `tab`: through the socket of another tab. `rest`: sockets fail here, so the client polls. */
  | { readonly status: 'online'; readonly via: 'websocket' | 'polling' | 'tab' | 'rest' }
  /** Tries again by itself: `attempt` tries have failed so far. */
  | { readonly status: 'offline'; readonly attempt: number }
  /** The session cannot be renewed: sign in, then `start()` again. */
  | { readonly status: 'signed_out'; readonly refusal: RefusalFacts };

/** One joined conversation. */
export interface Thread {
  readonly conversation: Conversation;
  /** A run of the ledger without gaps, in `seq` order; not necessarily from its beginning. */
  readonly messages: readonly Message[];
  /** The newest mark of each reader. */
  readonly readMarks: readonly ReadMark[];
  readonly epoch: string;
  readonly typing: readonly Typist[];
  /** There are messages before the first one held: `older()` loads them. */
  readonly hasOlder: boolean;
  /** The server has more than `messages`; the client is fetching it. */
  readonly behind: boolean;
}

export interface Typist {
  readonly by: Sender;
  readonly preview: string | null;
}

/** A message on its way. Kept across reloads until the ledger has it or it is discarded. */
export interface Outgoing extends Readonly<Draft> {
  /** Null: it goes into the conversation that the first of these opens. */
  readonly conversationId: string | null;
  /** How to open that conversation. */
  readonly opens?: OpenRequest;
  readonly createdAt: string;
  /** `queued` in the outbox · `sent` on the wire, no answer yet · `failed` refused, waits for retry. */
  readonly status: 'queued' | 'sent' | 'failed';
  readonly refusal: RefusalFacts | null;
}

export const initialState: State = {
  me: null,
  connection: { status: 'stopped' },
  threads: {},
  outbox: [],
  availability: null,
};
