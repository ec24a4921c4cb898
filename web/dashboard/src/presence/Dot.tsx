import styles from './Dot.module.css';
import type { AgentStatus } from './useAgents.ts';

/** Colour and shape say the same, and the word stands beside it. */
export function Dot({ status }: { status: AgentStatus }) {
  return <span className={`${styles.dot} ${styles[status]}`} aria-hidden="true" />;
}
