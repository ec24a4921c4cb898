import { clock } from '@switchboard/common/time.ts';
import type { Conversation } from '../contract.ts';
import { useLanguage, useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ReplyDue.module.css';
import { useActions } from './useActions.ts';

/** Says that an answer is due or late, until somebody answers; whoever is on it can say so. */
export function ReplyDue({ conversation }: { conversation: Conversation }) {
  const { replyDue: words } = useStrings();
  const language = useLanguage();
  const act = useActions(conversation);
  const due = conversation.replyDue;
  if (!due || due.level === 'none') return null;
  const time = clock(Date.parse(due.dueAt), language);
  return (
    <p className={`${styles.due} ${due.overdue ? styles.late : ''}`} role="status">
      <span>{due.overdue ? words.wasDueAt(time) : words.dueAt(time)}</span>
      {due.acknowledgedBy === null ? (
        <Button onPress={() => act({ name: 'acknowledge' })}>{words.acknowledge}</Button>
      ) : (
        <span>{words.acknowledgedBy(due.acknowledgedBy.name)}</span>
      )}
    </p>
  );
}
