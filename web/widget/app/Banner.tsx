import { useEffect, useState } from 'preact/hooks';
import { useChat } from './context.ts';

/** Milliseconds before a short break is worth mentioning. */
const BANNER_DELAY = 1_500;

export function Banner() {
  const { state, words } = useChat();
  const { status } = state.connection;
  const broken = status === 'offline' || status === 'connecting';
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!broken) return;
    const timer = setTimeout(() => setLate(true), BANNER_DELAY);
    return () => clearTimeout(timer);
  }, [broken]);
  const text = status === 'signed_out' ? words.signedOut : broken && late ? words.offline : '';
  return (
    <div class="banner" role="status">
      {text && <p>{text}</p>}
    </div>
  );
}
