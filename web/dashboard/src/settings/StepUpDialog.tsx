import { Refusal } from '@switchboard/client';
import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useState } from 'react';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import styles from './form/Form.module.css';
import { PasswordField, TextField } from './form/fields.tsx';
import { answerStepUp, useIsStepUpWanted } from './stepUp.ts';
import { useMe } from './useMe.ts';
import { useWords } from './words.ts';

/** Asks for the password once more; see `request`. Escape declines. */
export function StepUpDialog() {
  const { frame } = useWords();
  const isOpen = useIsStepUpWanted();
  return (
    <Sheet
      title={frame.stepUpTitle}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) answerStepUp(false);
      }}
    >
      {isOpen && <StepUpForm />}
    </Sheet>
  );
}

function StepUpForm() {
  const { frame } = useWords();
  const { refusals } = useStrings();
  const me = useMe();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [error, setError] = useState<{ field: string; text: string } | null>(null);
  const [isTrying, setTrying] = useState(false);

  async function confirm() {
    if (isTrying) return;
    setTrying(true);
    try {
      const totp = code.trim();
      await api.request('POST', '/sessions/current/step-up', {
        body: { password, ...(totp !== '' && { totp }) },
      });
      answerStepUp(true);
    } catch (thrown) {
      const refusal = Refusal.from(thrown);
      const isWrong = ['forbidden', 'validation_failed', 'unauthenticated'].includes(refusal.code);
      setError({
        field: refusal.field === 'totp' ? 'totp' : 'password',
        text: isWrong ? frame.stepUpWrong : refusalText(refusal, refusals),
      });
      setTrying(false);
    }
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p>{frame.stepUpBody}</p>
      <PasswordField
        name="password"
        label={frame.stepUpPassword}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={error?.field === 'password' ? error.text : null}
      />
      {me.data?.secondFactor && (
        <TextField
          name="totp"
          label={frame.stepUpCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          value={code}
          onChange={setCode}
          error={error?.field === 'totp' ? error.text : null}
        />
      )}
      <div className={styles.ends}>
        <Button slot="close">{frame.cancel}</Button>
        <Button type="submit" look="primary" isDisabled={password === ''}>
          {frame.stepUpConfirm}
        </Button>
      </div>
    </form>
  );
}
