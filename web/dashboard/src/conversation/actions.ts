import { isBlank, type Switchboard } from '@switchboard/client';
import type { Conversation, Person } from '../contract.ts';

/** What an agent does with a conversation besides writing. */
export type Action =
  | { name: 'accept' | 'acknowledge' | 'close' | 'requeue' | 'resolve' | 'reopen' }
  /** Away from whoever has it: an act of its own, never a consequence of accepting. */
  | { name: 'takeOver'; from: Person }
  /** To a person, or (with `agent` null) to a department's queue. */
  | {
      name: 'transfer';
      agent: Person | null;
      departmentId: string | null;
      note: string;
    }
  | { name: 'escalate'; reason: string };

/**
 * @param seen the conversation as it was on the screen: what somebody else has changed since is not overwritten,
 * the server refuses instead
 */
export function perform(chat: Switchboard, action: Action, seen: Conversation) {
  const conversationId = seen.id;
  const expectedAgentId = seen.assignedAgent?.id ?? null;
  const settle = { conversationId, expectedAgentId, expectedStatus: seen.status };
  switch (action.name) {
    case 'accept':
      return chat.command('conversation.assign', { conversationId, agentId: 'me', expectedAgentId: null });
    case 'takeOver':
      return chat.command('conversation.assign', {
        conversationId,
        agentId: 'me',
        expectedAgentId: action.from.id,
      });
    case 'acknowledge':
      return chat.command('conversation.acknowledge', { conversationId });
    case 'requeue':
      return chat.command('conversation.assign', { conversationId, agentId: null, expectedAgentId });
    case 'transfer':
      return chat.command('conversation.assign', {
        conversationId,
        agentId: action.agent?.id ?? null,
        ...(action.departmentId !== null && { departmentId: action.departmentId }),
        ...(!isBlank(action.note) && { note: action.note }),
        expectedAgentId,
        expectedDepartmentId: seen.department?.id ?? null,
      });
    case 'resolve':
      return chat.command('conversation.resolve', settle);
    case 'reopen':
      return chat.command('conversation.reopen', settle);
    case 'escalate':
      return chat.command('conversation.escalate', { ...settle, reason: action.reason });
    case 'close':
      return chat.command('conversation.close', settle);
  }
}

/** The conversation as it will be once the action has succeeded. */
export function expected(conversation: Conversation, action: Action, me: Person): Conversation {
  switch (action.name) {
    case 'accept':
    case 'takeOver':
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
