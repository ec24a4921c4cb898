import type { Switchboard } from '@switchboard/client';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { sayDone, sayFailed } from '../desk/notices.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { useStrings } from '../language/language.ts';
import { problemText } from '../language/problemText.ts';
import { useAccount } from '../session/useSession.ts';

export type Action = 'accept' | 'close' | 'requeue' | 'resolve' | 'reopen';

function perform(chat: Switchboard, action: Action, conversationId: string) {
  switch (action) {
    case 'accept':
      return chat.command('conversation.assign', { conversationId, agentId: 'me' });
    case 'requeue':
      return chat.command('conversation.assign', { conversationId, agentId: null });
    case 'resolve':
      return chat.command('conversation.resolve', { conversationId });
    case 'reopen':
      return chat.command('conversation.reopen', { conversationId });
    case 'close':
      return chat.command('conversation.close', { conversationId });
  }
}

/**
 * What an agent does with a conversation besides writing. The screen shows the outcome at once
 * (`useExpected`) and takes it back, with a word about why, if the server refuses.
 */
export function useActions(conversation: Conversation) {
  const queries = useQueryClient();
  const strings = useStrings();
  const account = useAccount();
  const chat = useChat();
  const { mutate } = useMutation({
    mutationKey: ['action', conversation.id],
    mutationFn: (action: Action) => perform(chat, action, conversation.id),
    onSuccess: (answer, action) => {
      applyConversation(queries, answer.conversation, account.id);
      sayDone(strings.outcome[action]);
    },
    onError: (failure, action) => {
      const isRace = action === 'accept' && 'code' in failure && failure.code === 'conflict';
      // The refusal names who was faster; the code says that it was one.
      if (isRace) sayFailed(strings.outcome.tooLate, failure.message);
      else sayFailed(strings.outcome.failed[action], problemText(failure, strings));
    },
  });
  return mutate;
}

/** The conversation as it will be when the action under way has succeeded. */
export function useExpected(conversation: Conversation): Conversation {
  const account = useAccount();
  const [pending] = useMutationState({
    filters: { mutationKey: ['action', conversation.id], status: 'pending' },
    select: (mutation) => mutation.state.variables as Action,
  });
  return pending === undefined ? conversation : expected(conversation, pending, account);
}

export function expected(
  conversation: Conversation,
  action: Action,
  me: { id: string; name: string },
): Conversation {
  switch (action) {
    case 'accept':
      return { ...conversation, status: 'active', assignedAgent: { id: me.id, name: me.name } };
    case 'requeue':
      return { ...conversation, status: 'waiting', assignedAgent: null };
    case 'resolve':
      return { ...conversation, status: 'resolved' };
    case 'reopen':
      return { ...conversation, status: 'active' };
    case 'close':
      return { ...conversation, status: 'closed' };
  }
}
