import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import type { Conversation, Person } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { toast, toastFailure } from '../desk/toasts.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { conflictText, takenBy } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { type Action, expected, perform } from './actions.ts';

/** @param seen what was on the screen when somebody decided, where that is not now: a dialog stays open a while */
export type Act = (action: Action, seen?: Conversation) => void;

interface Acted {
  action: Action;
  seen: Conversation;
}

/**
 * The screen shows an action's outcome at once (`useExpected`) and takes it back, with a word about why, if
 * the server refuses.
 *
 * @param onTaken who has it, when somebody else was faster and this account may still take it over
 */
export function useActions(conversation: Conversation, onTaken?: (by: Person) => void): Act {
  const queries = useQueryClient();
  const strings = useStrings();
  const account = useAccount();
  const chat = useChat();
  const { mutate } = useMutation({
    mutationKey: ['action', conversation.id],
    mutationFn: ({ action, seen }: Acted) => perform(chat, action, seen),
    onSuccess: (answer, { action }) => {
      applyConversation(queries, answer.conversation, account.id);
      toast(strings.outcome[action.name]);
    },
    onError: (failure, { action: { name } }) => {
      const by = name === 'accept' || name === 'takeOver' ? takenBy(failure) : null;
      if (by !== null && onTaken && account.role === 'admin') return onTaken(by);
      toastFailure(strings.outcome.failed[name], conflictText(failure, strings));
    },
  });
  return (action, seen = conversation) => mutate({ action, seen });
}

export function useExpected(conversation: Conversation): Conversation {
  const account = useAccount();
  const [pending] = useMutationState({
    filters: { mutationKey: ['action', conversation.id], status: 'pending' },
    select: (mutation) => (mutation.state.variables as Acted).action,
  });
  return pending === undefined ? conversation : expected(conversation, pending, account);
}
