import { isBlank, type Switchboard } from '@switchboard/client';
import type { Conversation } from '../contract.ts';

/** What an agent does with a conversation besides writing. */
export type Action =
  | { name: 'accept' | 'acknowledge' | 'close' | 'requeue' | 'resolve' | 'reopen' }
  /** To a person, or (with `agent` null) to a department's queue. */
  | {
      name: 'transfer';
      agent: { id: string; name: string } | null;
      departmentId: string | null;
      note: string;
    }
  | { name: 'escalate'; reason: string };

export function perform(chat: Switchboard, action: Action, conversationId: string) {
  switch (action.name) {
    case 'accept':
      return chat.command('conversation.assign', { conversationId, agentId: 'me' });
    case 'acknowledge':
      return chat.command('conversation.acknowledge', { conversationId });
    case 'requeue':
      return chat.command('conversation.assign', { conversationId, agentId: null });
    case 'transfer':
      return chat.command('conversation.assign', {
        conversationId,
        agentId: action.agent?.id ?? null,
        ...(action.departmentId !== null && { departmentId: action.departmentId }),
        ...(!isBlank(action.note) && { note: action.note }),
      });
    case 'resolve':
      return chat.command('conversation.resolve', { conversationId });
    case 'reopen':
      return chat.command('conversation.reopen', { conversationId });
    case 'escalate':
      return chat.command('conversation.escalate', { conversationId, reason: action.reason });
    case 'close':
      return chat.command('conversation.close', { conversationId });
  }
}

/** The conversation as it will be once the action has succeeded. */
export function expected(
  conversation: Conversation,
  action: Action,
  me: { id: string; name: string },
): Conversation {
  switch (action.name) {
    case 'accept':
      return { ...conversation, status: 'active', assignedAgent: { id: me.id, name: me.name } };
    case 'acknowledge': {
      const { replyDue } = conversation;
      return replyDue ? { ...conversation, replyDue: { ...replyDue, acknowledgedBy: me } } : conversation;
    }
    case 'requeue':
      return { ...conversation, status: 'waiting', assignedAgent: null };
    case 'transfer': {
      const { agent } = action;
      const status = agent === null ? 'waiting' : 'active';
      return { ...conversation, status, assignedAgent: agent && { id: agent.id, name: agent.name } };
    }
    case 'resolve':
      return { ...conversation, status: 'resolved' };
    case 'reopen':
      return { ...conversation, status: 'active' };
    case 'escalate':
      return { ...conversation, priority: 'urgent' };
    case 'close':
      return { ...conversation, status: 'closed' };
  }
}
