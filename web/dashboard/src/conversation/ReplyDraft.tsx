import { isBlank } from '@switchboard/client';
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { toastFailure } from '../desk/toasts.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { type Draft, draftReply, useHasModel } from './assistant.ts';
import styles from './ReplyDraft.module.css';

interface Props {
  conversationId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  write: (text: string) => void;
}

/** Puts a draft of the language model into the answer, below what stands there. Nothing is sent. */
export function ReplyDraft({ conversationId, field, text, write }: Props) {
  const strings = useStrings();
  const { assistant: words } = strings;
  const hasModel = useHasModel();
  const [made, setMade] = useState<Draft | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: () => draftReply(conversationId),
    onError: (failure) => toastFailure(words.draftFailed, conflictText(failure, strings)),
  });
  if (!hasModel) return null;

  function draft() {
    if (isPending) return;
    mutate(undefined, {
      onSuccess: (answer) => {
        const written = field.current?.value ?? '';
        write(isBlank(written) ? answer.draft : `${written}\n\n${answer.draft}`);
        setMade(answer);
        field.current?.focus();
      },
    });
  }

  const isShown = made !== null && !isBlank(text);
  return (
    <div className={styles.draft}>
      <Button look="quiet" aria-disabled={isPending} onPress={draft}>
        <Icon name="spark" size={16} />
        {isPending ? words.drafting : words.draft}
      </Button>
      <p role="status" className={styles.note}>
        {isShown && (
          <>
            {words.check} {made.entries.length === 0 ? words.fromNothing : words.from}
            {made.entries.map(({ id, question }) => (
              <span key={id} className={styles.entry} dir="auto">
                {question}
              </span>
            ))}
          </>
        )}
      </p>
    </div>
  );
}
