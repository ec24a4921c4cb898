import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Conversation, Priority } from '../contract.ts';
import { toastFailure } from '../desk/toasts.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { PRIORITIES } from '../inbox/views.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';
import styles from './PrioritySelect.module.css';

export function PrioritySelect({ conversation }: { conversation: Conversation }) {
  const strings = useStrings();
  const queries = useQueryClient();
  const account = useAccount();
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (priority: Priority) =>
      api.request<Conversation>('PATCH', `/conversations/${conversation.id}`, {
        body: { priority, expectedPriority: conversation.priority },
      }),
    onSuccess: (changed) => applyConversation(queries, changed, account.id),
    onError: (failure) => toastFailure(strings.outcome.priorityFailed, conflictText(failure, strings)),
  });
  if (conversation.status === 'closed') return strings.priority[conversation.priority];
  return (
    <select
      className={styles.select}
      aria-label={strings.inbox.priority}
      value={isPending ? variables : conversation.priority}
      onChange={(event) => mutate(event.target.value as Priority)}
    >
      {PRIORITIES.map((priority) => (
        <option key={priority} value={priority}>
          {strings.priority[priority]}
        </option>
      ))}
    </select>
  );
}
