import type { InboxCounts } from './commands.ts';
import type { AgentStatus, Conversation, Message, Person, ReadMark, Sender } from './contract.ts';

interface Estimate {
  estimatedWaitSeconds: number | null;
}

/** The events of the contract: what the server says unasked. */
export interface Events {
  'message.created': { conversationId: string; message: Message };
  'messages.read': { conversationId: string; mark: ReadMark };
  'typing.started': { conversationId: string; by: Sender; preview?: string };
  'typing.stopped': { conversationId: string; by: Sender };
  'conversation.created': { conversation: Conversation };
  'conversation.updated': { conversation: Conversation };
  'conversation.position': { conversationId: string; lastSeq: number };
  'agent.assigned': { conversationId: string; agent: Person; at: string };
  /** `cause`: `by_hand`, with the `reason` of who did it, or `unanswered_messages`, with how many. */
  'conversation.escalated': {
    conversationId: string;
    by: Sender;
    cause?: string;
    messages?: number;
    reason: string | null;
    at: string;
  };
  /** Staff only: a reply is due soon (`warning`) or overdue; `level` says how far up the desk it is told. */
  'reply.due': {
    conversationId: string;
    level: 'warning' | 'agent' | 'department' | 'admins';
    dueAt: string;
    at: string;
  };
  'chat.closed': { conversationId: string; by: Sender; at: string };
  /** Batched inboxes: what changed in the list, as it is now; which conversations one no longer sees; the counts. */
  'inbox.changed': { conversations: Conversation[]; removed: string[]; counts: InboxCounts };
  'agent.presence.changed': { agent: Person; status: AgentStatus; at: string };
  /** `bot`: one answers until a person is asked for. */
  'agents.availability': { online: boolean; bot: boolean } & Estimate;
  'queue.updated': { conversationId: string; position: number } & Estimate;
  'note.created': { conversationId: string; note: Note };
  'activity.created': { conversationId: string; activity: Activity };
  'server.draining': { reconnectWithinMs: number };
}

export type EventName = keyof Events;

/** A private remark of the staff; no customer-facing frame carries one. */
export interface Note {
  id: string;
  author: Person;
  content: string;
  createdAt: string;
}

/** A staff-only fact: labels, priority, why an agent was chosen. The details depend on the type. */
export interface Activity {
  id: string;
  type: string;
  by: Sender;
  details: Record<string, unknown>;
  createdAt: string;
}
