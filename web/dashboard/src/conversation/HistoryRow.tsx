import type { Row } from '@switchboard/common/rows.ts';
import { clock, day } from '@switchboard/common/time.ts';
import { memo } from 'react';
import { useLanguage, useStrings } from '../language/language.ts';
import { full } from '../language/time.ts';
import { EventText } from './EventText.tsx';
import styles from './History.module.css';
import { MessageRow } from './MessageRow.tsx';
import { OutgoingRow } from './OutgoingRow.tsx';

interface Props {
  row: Row;
  /** The seq up to which the customer has read. */
  readUpTo: number;
  customerName: string;
}

export const HistoryRow = memo(function HistoryRow({ row, readUpTo, customerName }: Props) {
  switch (row.kind) {
    case 'day':
      return <DayRow at={row.at} />;
    case 'unread':
      return <UnreadRow />;
    case 'event':
      return (
        <li className={styles.event} data-seq={row.message.seq}>
          <EventText message={row.message} /> <Time at={row.at} />
        </li>
      );
    case 'message': {
      const { message, outgoing } = row.entry;
      if (message === undefined) return <OutgoingRow row={row} outgoing={outgoing} />;
      const isRead = message.seq <= readUpTo;
      return <MessageRow row={row} message={message} isRead={isRead} customerName={customerName} />;
    }
  }
});

function DayRow({ at }: { at: number }) {
  const { time } = useStrings();
  return (
    <li className={styles.day}>
      <span>{day(at, Date.now(), useLanguage(), time)}</span>
    </li>
  );
}

function UnreadRow() {
  const { conversation } = useStrings();
  return (
    <li className={styles.unread}>
      <span>{conversation.unreadFrom}</span>
    </li>
  );
}

export function Time({ at }: { at: number }) {
  const language = useLanguage();
  return (
    <time dateTime={new Date(at).toISOString()} title={full(at, language)}>
      {clock(at, language)}
    </time>
  );
}
