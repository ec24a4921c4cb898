import { useStrings } from '../language/language.ts';
import { signOut } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** A partner's account is real, but this is not its portal. */
export function NoDesk() {
  const { session } = useStrings();
  return (
    <main>
      <Notice title={session.noDesk}>
        <Button onPress={() => void signOut()}>{session.logOut}</Button>
      </Notice>
    </main>
  );
}
