import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { sayDone, sayFailed } from '../desk/notices.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { useStrings } from '../language/language.ts';
import { problemText } from '../language/problemText.ts';
import { useAccount } from '../session/useSession.ts';
import { type Action, expected, perform } from './actions.ts';

/**
 * The screen shows an action's outcome at once (`useExpected`) and takes it back, with a word about why, if
 * the server refuses.
 */
export function useActions(conversation: Conversation): (action: Action) => void {
  const queries = useQueryClient();
  const strings = useStrings();
  const account = useAccount();
  const chat = useChat();
  const { mutate } = useMutation({
    mutationKey: ['action', conversation.id],
    mutationFn: (action: Action) => perform(chat, action, conversation.id),
    onSuccess: (answer, { name }) => {
      applyConversation(queries, answer.conversation, account.id);
      sayDone(strings.outcome[name]);
    },
    onError: (failure, { name }) => {
      const isConflict = 'code' in failure && failure.code === 'conflict';
      // The refusal names who was faster, or who has no room; the code says that it was one of these.
      if (isConflict) sayFailed(strings.outcome.failed[name], failure.message);
      else sayFailed(strings.outcome.failed[name], problemText(failure, strings));
    },
  });
  return mutate;
}

export function useExpected(conversation: Conversation): Conversation {
  const account = useAccount();
  const [pending] = useMutationState({
    filters: { mutationKey: ['action', conversation.id], status: 'pending' },
    select: (mutation) => mutation.state.variables as Action,
  });
  return pending === undefined ? conversation : expected(conversation, pending, account);
}
