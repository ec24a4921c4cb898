import type { MessageRow as Row } from '@switchboard/common/rows.ts';
import type { Message, Sender } from '../contract.ts';
import { senderName } from '../inbox/names.ts';
import { useStrings } from '../language/language.ts';
import { Icon } from '../ui/Icon.tsx';
import { UserText } from '../ui/UserText.tsx';
import { Time } from './HistoryRow.tsx';
import styles from './MessageRow.module.css';
import { Translatable } from './Translatable.tsx';

interface Props {
  row: Row;
  message: Message;
  isRead: boolean;
  customerName: string;
}

export function MessageRow({ row, message, isRead, customerName }: Props) {
  const strings = useStrings();
  const { first, last } = row;
  const side = sideOf(message.sender);
  const options = message.metadata?.options ?? [];

  return (
    <li className={styles.row} data-side={side} data-last={last ? '' : undefined} data-seq={message.seq}>
      {first && (
        <p className={styles.sender} dir="auto">
          {row.entry.mine
            ? strings.inbox.you
            : side === 'customer'
              ? customerName
              : senderName(message.sender, strings)}
        </p>
      )}
      {message.content !== '' && <Said message={message} isCustomers={side === 'customer'} />}
      {options.length > 0 && (
        <ul className={styles.options} aria-label={strings.message.options}>
          {options.map(({ value, label }) => (
            <li key={value} dir="auto">
              {label}
            </li>
          ))}
        </ul>
      )}
      {last && (
        <p className={styles.foot}>
          <Time at={row.at} />
          {message.metadata.value !== undefined && <span>{strings.message.picked}</span>}
          {side === 'desk' && message.sender.type === 'agent' && <Tick isRead={isRead} />}
        </p>
      )}
    </li>
  );
}

function Said({ message, isCustomers }: { message: Message; isCustomers: boolean }) {
  const bubble = (
    <p className={styles.bubble} dir="auto">
      <UserText text={message.content} />
    </p>
  );
  return isCustomers ? <Translatable message={message}>{bubble}</Translatable> : bubble;
}

function Tick({ isRead }: { isRead: boolean }) {
  const { message: words } = useStrings();
  return (
    <span className={isRead ? styles.read : undefined} title={isRead ? words.read : words.sent}>
      <Icon name={isRead ? 'checks' : 'check'} size={14} />
      <span className="visually-hidden">{isRead ? words.read : words.sent}</span>
    </span>
  );
}

/** The desk speaks from the end of the line, the customer from its start. */
function sideOf({ type }: Sender): 'customer' | 'desk' | 'bot' {
  if (type === 'customer' || type === 'partner') return 'customer';
  return type === 'bot' ? 'bot' : 'desk';
}
