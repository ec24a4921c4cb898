import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { toastFailure } from '../desk/toasts.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';
import { choicesFor } from '../settings/desk/categories/categories.ts';
import { useCategories, useCategoryName } from '../settings/desk/categories/useCategories.ts';
import styles from './PrioritySelect.module.css';

/** What it is about, as this desk divides it. */
export function CategorySelect({ conversation }: { conversation: Conversation }) {
  const strings = useStrings();
  const categories = useCategories();
  const nameOf = useCategoryName();
  const queries = useQueryClient();
  const account = useAccount();
  const before = conversation.category;
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (category: string) =>
      api.request<Conversation>('PATCH', `/conversations/${conversation.id}`, {
        body: { category, ...(before !== null && { expectedCategory: before }) },
      }),
    onSuccess: (changed) => applyConversation(queries, changed, account.id),
    onError: (failure) =>
      toastFailure(strings.outcome.categoryFailed, conflictText(failure, strings, nameOf)),
  });
  if (conversation.status === 'closed') return before !== null && <bdi>{nameOf(before)}</bdi>;
  const shown = isPending ? variables : before;
  return (
    <select
      className={styles.select}
      aria-label={strings.customer.category}
      value={shown ?? ''}
      onChange={(event) => mutate(event.target.value)}
    >
      {shown === null && <option value="" />}
      {choicesFor(categories, shown).map((slug) => (
        <option key={slug} value={slug}>
          {nameOf(slug)}
        </option>
      ))}
    </select>
  );
}
