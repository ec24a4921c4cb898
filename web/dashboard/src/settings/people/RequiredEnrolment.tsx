import { useEffect, useRef, useState } from 'react';
import { Toasts } from '../../desk/Toasts.tsx';
import page from '../../session/LoginPage.module.css';
import { signOut } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { StepUpDialog } from '../StepUpDialog.tsx';
import { useWords } from '../words.ts';
import { Enrolment } from './Enrolment.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import styles from './Security.module.css';

/** Instead of the desk, for those whose role requires a second factor that they do not have yet. */
export default function RequiredEnrolment() {
  const { people } = useWords();
  const words = people.enrolment;
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={page.page}>
      <main className={page.card}>
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <p className={page.lead}>{words.lead}</p>
        <div className={styles.enrolment}>
          {codes === null ? (
            <Enrolment onCodes={setCodes} />
          ) : (
            // The socket and the lists were refused so far: the desk starts anew.
            <RecoveryCodes codes={codes} onKept={() => location.reload()} />
          )}
          <div>
            <Button look="quiet" onPress={() => void signOut()}>
              {words.logOut}
            </Button>
          </div>
        </div>
      </main>
      <StepUpDialog />
      <Toasts />
    </div>
  );
}
