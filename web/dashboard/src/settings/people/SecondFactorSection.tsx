import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { request } from '../request.ts';
import { ME, type Me } from '../useMe.ts';
import { useWords } from '../words.ts';
import { Enrolment } from './Enrolment.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import styles from './Security.module.css';

export function SecondFactorSection({ me }: { me: Me }) {
  const { people } = useWords();
  const words = people.security;
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) {
    return (
      <section className={styles.section} aria-labelledby="factor-title">
        <h2 id="factor-title">{words.factor}</h2>
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      </section>
    );
  }
  return (
    <section className={styles.section} aria-labelledby="factor-title">
      <h2 id="factor-title">{words.factor}</h2>
      <p>
        {me.secondFactor ? words.factorOn : words.factorOff}
        {me.secondFactorRequired && ` ${words.factorRequired}`}
      </p>
      {me.secondFactor ? (
        <Factor me={me} onCodes={setCodes} />
      ) : (
        <Enrolment
          onCodes={(made) => {
            setCodes(made);
            toast(words.isOn);
            void queries.invalidateQueries({ queryKey: ME });
          }}
        />
      )}
    </section>
  );
}

function Factor({ me, onCodes }: { me: Me; onCodes: (codes: readonly string[]) => void }) {
  const { people } = useWords();
  const { refusals } = useStrings();
  const words = people.security;
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'off' | 'codes' | null>(null);

  async function turnOff() {
    try {
      await request('DELETE', '/me/totp');
      toast(words.turnedOff);
      await queries.invalidateQueries({ queryKey: ME });
    } catch (thrown) {
      toastFailure(words.turnOffFailed, refusalText(thrown, refusals));
    }
  }

  async function renew() {
    try {
      const answer = await request<{ recoveryCodes: string[] }>('POST', '/me/recovery-codes');
      onCodes(answer.recoveryCodes);
    } catch (thrown) {
      toastFailure(words.renewFailed, refusalText(thrown, refusals));
    }
  }

  return (
    <>
      <p className={styles.hint}>{words.codesLead}</p>
      <div className={styles.buttons}>
        <Button onPress={() => setAsking('codes')}>{words.renew}</Button>
        {!me.secondFactorRequired && <Button onPress={() => setAsking('off')}>{words.turnOff}</Button>}
      </div>
      <ConfirmDialog
        title={words.turnOffTitle}
        body={words.turnOffBody}
        confirm={words.turnOffConfirm}
        isOpen={asking === 'off'}
        onOpenChange={() => setAsking(null)}
        onConfirm={() => void turnOff()}
      />
      <ConfirmDialog
        title={words.renewTitle}
        body={words.renewBody}
        confirm={words.renewConfirm}
        isOpen={asking === 'codes'}
        onOpenChange={() => setAsking(null)}
        onConfirm={() => void renew()}
      />
    </>
  );
}
