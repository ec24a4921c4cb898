import { useSyncExternalStore } from 'react';
import { type Account, currentSession, type SessionState, subscribe } from './session.ts';

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, currentSession);
}

/** For everything behind the log-in page. */
export function useAccount(): Account {
  const session = useSession();
  if (session.state !== 'signedIn') throw new Error('rendered while signed out');
  return session.account;
}
