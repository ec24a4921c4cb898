import type { Conversation } from '../contract.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
import { Sheet } from '../ui/Sheet.tsx';
import { useSummary } from './assistant.ts';
import styles from './Translatable.module.css';

interface Props {
  conversation: Conversation;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** What the conversation was about, in the words of the language model. */
export function SummaryDialog({ conversation, isOpen, onOpenChange }: Props) {
  const { assistant: words } = useStrings();
  return (
    <Sheet title={words.summaryTitle} isOpen={isOpen} onOpenChange={onOpenChange}>
      {isOpen && <Summary conversation={conversation} />}
    </Sheet>
  );
}

function Summary({ conversation: { id, lastSeq } }: { conversation: Conversation }) {
  const strings = useStrings();
  const { assistant: words, inbox } = strings;
  const { data, error, isFetching, refetch } = useSummary(id, lastSeq, true);
  return (
    <div className={form.form} aria-busy={isFetching}>
      <div role="status">
        {isFetching && <p>{words.summarising}</p>}
        {data !== undefined && (
          <>
            <p className={styles.words} dir="auto">
              {data.summary}
            </p>
            <p className={styles.origin}>{words.mayBeWrong}</p>
          </>
        )}
        {error !== null && !isFetching && (
          <p>
            {words.summaryFailed} {conflictText(error, strings)}
          </p>
        )}
      </div>
      <div className={form.actions}>
        {error !== null && !isFetching && <Button onPress={() => void refetch()}>{inbox.retry}</Button>}
        <Button slot="close" look="primary">
          {words.close}
        </Button>
      </div>
    </div>
  );
}
