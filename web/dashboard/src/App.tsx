import { lazy, Suspense, useState } from 'react';
import { useStrings } from './language/language.ts';
import { LoginPage } from './session/LoginPage.tsx';
import { useSession } from './session/useSession.ts';
import { Splash } from './ui/Splash.tsx';

/** Everything behind the log-in page is loaded only for those who pass it. */
const Desk = lazy(() => import('./desk/Desk.tsx'));
/** Where an invitation or a password reset leads; its token stands behind `#`. */
const Invite = lazy(() => import('./settings/people/Invite.tsx'));
const INVITE = '/dashboard/invite';

/**
 * The gate. Logging in does not change the address, so a link to a conversation survives it.
 */
export function App() {
  const session = useSession();
  const { session: words } = useStrings();
  const [isInvited, setInvited] = useState(location.pathname === INVITE);
  if (isInvited) {
    return (
      <Suspense fallback={<Splash text={words.starting} />}>
        <Invite
          onEnd={() => {
            // The token is used up, or worth nothing: it does not stay in the address or the history.
            history.replaceState(null, '', '/dashboard/');
            setInvited(false);
          }}
        />
      </Suspense>
    );
  }
  switch (session.state) {
    case 'starting':
      return <Splash text={words.starting} />;
    case 'unreachable':
      return <Splash text={words.unreachable} />;
    case 'signedOut':
      return <LoginPage because={session.because} />;
    case 'signedIn':
      return (
        <Suspense fallback={<Splash text={words.starting} />}>
          <Desk key={session.account.id} account={session.account} />
        </Suspense>
      );
  }
}
