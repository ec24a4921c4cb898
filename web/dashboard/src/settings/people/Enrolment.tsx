import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useRef, useState } from 'react';
import { toastFailure } from '../../desk/toasts.ts';
import { useStrings } from '../../language/language.ts';
import { codeOf, grouped } from '../../session/codes.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { request } from '../request.ts';
import { useWords } from '../words.ts';
import { QrCode } from './QrCode.tsx';
import styles from './Security.module.css';

interface Secret {
  secret: string;
  uri: string;
}

/** Turns a second factor on: a secret for the app, then the app's first code. The recovery codes are for `onCodes` to show. */
export function Enrolment({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { people } = useWords();
  const { refusals } = useStrings();
  const words = people.security;
  const [secret, setSecret] = useState<Secret | null>(null);
  const isAsking = useRef(false);

  async function begin() {
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      setSecret(await request<Secret>('POST', '/me/totp', { body: {} }));
    } catch (thrown) {
      toastFailure(words.begin, refusalText(thrown, refusals));
    } finally {
      isAsking.current = false;
    }
  }

  if (secret !== null) return <FirstCode secret={secret} onCodes={onCodes} />;
  return (
    <>
      <p className={styles.hint}>{words.factorLead}</p>
      <div>
        <Button look="primary" onPress={() => void begin()}>
          {words.begin}
        </Button>
      </div>
    </>
  );
}

function FirstCode({ secret, onCodes }: { secret: Secret; onCodes: (codes: readonly string[]) => void }) {
  const { frame, people } = useWords();
  const words = people.security;
  const form = useForm({
    stored: { code: '' },
    clears: true,
    check: ({ code }) => ({
      code: code.trim() === '' ? frame.required : /^\d{6}$/.test(codeOf(code)) ? null : words.wrongCode,
    }),
    save: ({ values }) =>
      request<{ recoveryCodes: string[] }>('POST', '/me/totp', { body: { code: codeOf(values.code) } }),
    onSaved: (answer) => onCodes((answer as { recoveryCodes: string[] }).recoveryCodes),
  });
  return (
    <form
      className={styles.enrolment}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <h3>{words.scan}</h3>
      <p className={styles.hint}>{words.scanHint}</p>
      <div className={styles.qr}>
        <QrCode text={secret.uri} label={words.qr} />
      </div>
      <p>
        {words.byHand}:{' '}
        <bdi className={styles.secret} dir="ltr">
          {grouped(secret.secret)}
        </bdi>
      </p>
      {form.failure !== null && <p role="alert">{form.failure}</p>}
      <TextField
        label={words.firstCode}
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        {...form.field('code')}
      />
      <div>
        <Button type="submit" look="primary" aria-disabled={form.isSaving}>
          {words.confirm}
        </Button>
      </div>
    </form>
  );
}
