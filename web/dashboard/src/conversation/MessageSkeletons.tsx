import { useStrings } from '../language/language.ts';
import styles from './MessageSkeletons.module.css';

export function MessageSkeletons() {
  return (
    <div className={styles.messages} role="status">
      <span className="visually-hidden">{useStrings().conversation.loading}</span>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
    </div>
  );
}
