import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import styles from './OfflineHint.module.css';
import { useMyPresence } from './useMyPresence.ts';

/** An agent who forgot to come online wonders why nothing comes. */
export function OfflineHint() {
  const { presence: words } = useStrings();
  const account = useAccount();
  const { status, set } = useMyPresence();
  if (status !== 'offline' || account.role !== 'agent') return null;
  return (
    <p className={styles.hint}>
      <span>{words.offlineHint}</span>
      <Button onPress={() => set('online')}>{words.goOnline}</Button>
    </p>
  );
}
