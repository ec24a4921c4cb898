import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useChat } from '../desk/ChatContext.ts';
import { toast, toastFailure } from '../desk/toasts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import styles from './TakeNext.module.css';
import { useInboxRoute } from './useInboxRoute.ts';
import { applyConversation, useCounts } from './useLiveInbox.ts';

/** Whoever has waited longest. In a department set to `manual` this is how conversations find their agent. */
export function TakeNext() {
  const strings = useStrings();
  const chat = useChat();
  const queries = useQueryClient();
  const account = useAccount();
  const waiting = useCounts()?.waiting ?? 0;
  const { filter, openConversation } = useInboxRoute();
  const { mutate, isPending } = useMutation({
    mutationFn: () => chat.command('queue.next', {}),
    onSuccess: ({ conversation }) => {
      if (conversation === null) return toast(strings.takeNext.nobody);
      applyConversation(queries, conversation, account.id);
      openConversation(conversation.id);
    },
    onError: (failure) => toastFailure(strings.takeNext.failed, refusalText(failure, strings.refusals)),
  });
  if (filter.view !== 'waiting' || waiting === 0) return null;
  return (
    <p className={styles.next}>
      <Button isDisabled={isPending} onPress={() => mutate()}>
        {strings.takeNext.action}
      </Button>
    </p>
  );
}
