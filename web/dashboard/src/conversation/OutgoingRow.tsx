import { refusalText } from '@switchboard/common/facts/refusals.ts';
import type { MessageRow } from '@switchboard/common/rows.ts';
import type { Outgoing } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { UserText } from '../ui/UserText.tsx';
import styles from './MessageRow.module.css';

/** One's own message that the ledger does not hold yet. */
export function OutgoingRow({ row, outgoing }: { row: MessageRow; outgoing: Outgoing }) {
  const strings = useStrings();
  const { first, last } = row;
  const hasFailed = outgoing.status === 'failed';
  return (
    <li
      className={styles.row}
      data-side="desk"
      data-last={last || hasFailed ? '' : undefined}
      data-status={outgoing.status}
    >
      {first && <p className={styles.sender}>{strings.inbox.you}</p>}
      <p className={styles.bubble} dir="auto">
        <UserText text={outgoing.content} />
      </p>
      {hasFailed ? (
        <Failed outgoing={outgoing} />
      ) : (
        last && (
          <p className={styles.foot}>
            <Icon name="clock" size={14} />
            {outgoing.status === 'queued' ? strings.message.queued : strings.message.sending}
          </p>
        )
      )}
    </li>
  );
}

function Failed({ outgoing }: { outgoing: Outgoing }) {
  const strings = useStrings();
  const chat = useChat();
  return (
    <div className={styles.failure} role="alert">
      <p>
        <Icon name="alert" size={16} />
        {strings.message.failed} {refusalText(outgoing.refusal, strings.refusals)}
      </p>
      <Button onPress={() => chat.retry(outgoing.id)}>{strings.message.retry}</Button>
      <Button look="quiet" onPress={() => chat.discard(outgoing.id)}>
        {strings.message.discard}
      </Button>
    </div>
  );
}
