import { useEffect, useState } from 'react';
import { useStrings } from '../language/language.ts';
import { useChatState } from './ChatContext.ts';
import styles from './ConnectionBanner.module.css';

const SHORT_MS = 1_500;

/** Says that the connection is lost, but not for a blink: most losses are over before anybody notices. */
export function ConnectionBanner() {
  const { connection: words } = useStrings();
  const status = useChatState((state) => state.connection.status);
  const isLost = useLasting(status !== 'online' && status !== 'signed_out');
  return (
    <div role="status" className={styles.place} data-connection={status}>
      {isLost && <p className={styles.banner}>{navigator.onLine ? words.reconnecting : words.offline}</p>}
    </div>
  );
}

function useLasting(isSo: boolean): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), SHORT_MS);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && isLasting;
}
