import type { AgentStatus, Conversation, ConversationStatus, Draft, Message, ReadMark } from './contract.ts';

/** An answer that carries nothing but `ok`. */
type Done = Record<never, never>;

interface OneConversation {
  conversationId: string;
}

/** What was on the screen when somebody acted; refused with `conflict` when it is no longer so. */
interface Seen {
  expectedAgentId?: string | null;
  expectedStatus?: ConversationStatus;
}

interface Changed {
  conversation: Conversation;
}

export interface OpenRequest {
  subject?: string;
  category?: string;
  departmentId?: string;
  metadata?: Record<string, unknown>;
}

/** The commands of the contract: what each takes and what its answer adds to `ok`. */
export interface Commands {
  'conversation.open': { payload: OpenRequest & { message?: Draft }; answer: Changed };
  'conversation.join': { payload: OneConversation & { after?: number }; answer: JoinAnswer };
  'conversation.leave': { payload: OneConversation; answer: Done };
  'message.send': { payload: OneConversation & Draft; answer: { message: Message } };
  'message.read': { payload: OneConversation & { seq: number }; answer: Done };
  'typing.start': { payload: OneConversation & { preview?: string }; answer: Done };
  'typing.stop': { payload: OneConversation; answer: Done };
  'conversation.handoff': { payload: OneConversation; answer: Changed };
  'conversation.assign': {
    payload: OneConversation & {
      /** `me` accepts; to take over, name in `expectedAgentId` whom it is taken from. */
      agentId: string | 'me' | null;
      departmentId?: string;
      note?: string;
      expectedAgentId?: string | null;
      expectedDepartmentId?: string | null;
    };
    answer: Changed;
  };
  'conversation.resolve': { payload: OneConversation & Seen; answer: Changed };
  'conversation.reopen': { payload: OneConversation & Seen; answer: Changed };
  'conversation.close': { payload: OneConversation & Seen; answer: Changed };
  'conversation.escalate': { payload: OneConversation & Seen & { reason: string }; answer: Changed };
  /** "I know that this one is late": no louder reminder follows. */
  'conversation.acknowledge': { payload: OneConversation; answer: Changed };
  'conversation.rate': { payload: OneConversation & { score: number; comment?: string }; answer: Changed };
  /** The connection goes on under this token, and ends at most a minute after it. */
  'session.renew': { payload: { token: string }; answer: { expiresAt: string } };
  /** `batched`: changes come as `inbox.changed` instead of `conversation.updated`. */
  'inbox.join': { payload: { batched?: boolean }; answer: { counts: InboxCounts } };
  /** Takes the oldest waiting conversation of one's departments, or of one of them; null when nobody waits. */
  'queue.next': { payload: { departmentId?: string }; answer: { conversation: Conversation | null } };
  'presence.set': { payload: { status: AgentStatus }; answer: { status: AgentStatus; lost: Lost[] } };
}

export type CommandName = keyof Commands;

export interface JoinAnswer {
  conversation: Conversation;
  /** With `after`: at most 50 from there on. Without: the newest 50. */
  messages: Message[];
  /** With `after`: newer ones remain. Without: older ones exist. */
  hasMore: boolean;
  readMarks: ReadMark[];
  /** Changes only if the ledger was restored from a backup: then all that is held is dropped. */
  epoch: string;
}

/** A conversation that went back to the queue because its agent was away. */
export interface Lost {
  conversationId: string;
  number: number;
  at: string;
}

export interface InboxCounts {
  automated: number;
  waiting: number;
  active: number;
  mine: number;
  escalated: number;
  /** Whose reply is late. */
  overdue: number;
}
