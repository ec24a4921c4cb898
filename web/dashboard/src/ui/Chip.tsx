import type { Conversation, Priority, Status } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import styles from './Chip.module.css';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';

const STATUS_TONES: Record<Status, Tone> = {
  automated: 'info',
  waiting: 'warning',
  active: 'accent',
  resolved: 'success',
  closed: 'neutral',
};

const PRIORITY_TONES: Record<Priority, Tone> = {
  low: 'neutral',
  medium: 'neutral',
  high: 'warning',
  urgent: 'danger',
};

export function StatusChip({ status }: { status: Status }) {
  return <Chip tone={STATUS_TONES[status]}>{useStrings().status[status]}</Chip>;
}

/** The usual priority says nothing, so nothing is shown for it. */
export function PriorityChip({ priority }: { priority: Priority }) {
  const strings = useStrings();
  if (priority === 'medium') return null;
  return <Chip tone={PRIORITY_TONES[priority]}>{strings.priority[priority]}</Chip>;
}

/** Whether somebody has waited too long for an answer, or nearly so. */
export function DueChip({ due }: { due: Conversation['replyDue'] }) {
  const { replyDue: words } = useStrings();
  if (!due || due.level === 'none') return null;
  return due.overdue ? <Chip tone="danger">{words.late}</Chip> : <Chip tone="warning">{words.soon}</Chip>;
}

export function Chip({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`${styles.chip} ${styles[tone]}`}>{children}</span>;
}
