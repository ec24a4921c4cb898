import { Refusal } from '@switchboard/client';
import { useEffect, useId, useState } from 'react';
import { useStrings } from '../../language/language.ts';
import { codeOf } from '../../session/codes.ts';
import page from '../../session/LoginPage.module.css';
import { Preferences } from '../../session/LoginPage.tsx';
import { acceptInvite, type Invite as InviteTo, readInvite } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import form from '../form/Form.module.css';
import { PasswordField, TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { useWords } from '../words.ts';

type State =
  | { state: 'reading' }
  | { state: 'gone' }
  | { state: 'failed' }
  | { state: 'here'; invite: InviteTo };

/**
 * `/dashboard/invite#<token>`: whoever got the link chooses a password and is logged in. What stands behind
 * `#` is sent to no server by itself, and so is in no log.
 */
export default function Invite({ onEnd }: { onEnd: () => void }) {
  const { people } = useWords();
  const [token] = useState(() => location.hash.slice(1));
  const [found, setFound] = useState<State>({ state: 'reading' });
  const [attempts, setAttempts] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt reads it anew
  useEffect(() => {
    let isCurrent = true;
    readInvite(token).then(
      (invite) => isCurrent && setFound({ state: 'here', invite }),
      (thrown) => isCurrent && setFound({ state: Refusal.from(thrown).isRetryable ? 'failed' : 'gone' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [token, attempts]);

  return (
    <div className={page.page}>
      <main className={page.card}>
        <Mark />
        <Content
          token={token}
          found={found}
          onEnd={onEnd}
          onRetry={() => {
            setFound({ state: 'reading' });
            setAttempts((before) => before + 1);
          }}
        />
        <span className="visually-hidden" role="status">
          {found.state === 'reading' ? people.invite.loading : ''}
        </span>
      </main>
      <Preferences />
    </div>
  );
}

interface ContentProps {
  token: string;
  found: State;
  onEnd: () => void;
  onRetry: () => void;
}

function Content({ token, found, onEnd, onRetry }: ContentProps) {
  const { frame, people } = useWords();
  const words = people.invite;
  switch (found.state) {
    case 'reading':
      return <h1>{words.loading}</h1>;
    case 'failed':
      return (
        <>
          <h1>{frame.failed}</h1>
          <Notice title={words.failed}>
            <Button onPress={onRetry}>{frame.retry}</Button>
          </Notice>
        </>
      );
    case 'gone':
      return (
        <>
          <h1>{words.gone}</h1>
          <p className={page.lead}>{words.goneHint}</p>
          <Button look="primary" onPress={onEnd}>
            {words.toLogIn}
          </Button>
        </>
      );
    case 'here':
      return <PasswordForm token={token} invite={found.invite} onEnd={onEnd} />;
  }
}

function PasswordForm({ token, invite, onEnd }: { token: string; invite: InviteTo; onEnd: () => void }) {
  const { frame, people } = useWords();
  const { session } = useStrings();
  const words = people.invite;
  const id = useId();
  const isNew = invite.purpose === 'invite';
  const [wantsCode, setWantsCode] = useState(false);
  const state = useForm({
    stored: { name: invite.name, password: '', totp: '' },
    isNew: true,
    check: ({ name, password }) => ({
      name: isNew && name.trim() === '' ? frame.required : null,
      password: password === '' ? words.passwordMissing : null,
    }),
    save: async ({ values: { name, password, totp } }) => {
      try {
        await acceptInvite(token, {
          password,
          ...(isNew && name !== invite.name && { name }),
          ...(totp.trim() !== '' && { totp: codeOf(totp) }),
        });
      } catch (thrown) {
        if (Refusal.from(thrown).field === 'totp') setWantsCode(true);
        throw thrown;
      }
    },
    onSaved: onEnd,
  });

  return (
    <>
      <h1>{isNew ? words.welcome(invite.name) : words.reset}</h1>
      <p className={page.lead}>{isNew ? words.welcomeLead : words.resetLead(invite.name)}</p>
      <form
        className={form.form}
        noValidate
        aria-describedby={state.failure === null ? undefined : `${id}-failure`}
        onSubmit={(event) => {
          event.preventDefault();
          void state.submit();
        }}
      >
        {isNew && (
          <TextField label={people.profile.name} autoComplete="name" dir="auto" {...state.field('name')} />
        )}
        <TextField
          label={words.email}
          type="email"
          autoComplete="username"
          isDisabled
          name="email"
          value={invite.email}
          onChange={() => undefined}
          error={null}
        />
        <PasswordField
          label={people.security.next}
          hint={people.invite.passwordHint}
          {...state.field('password')}
        />
        {wantsCode && (
          <TextField
            label={session.code}
            hint={session.codeHint}
            autoComplete="one-time-code"
            dir="ltr"
            {...state.field('totp')}
          />
        )}
        {state.failure !== null && (
          <p id={`${id}-failure`} role="alert" className={form.failure}>
            {state.failure}
          </p>
        )}
        <Button type="submit" look="primary" aria-disabled={state.isSaving}>
          {state.isSaving ? frame.saving : words.submit}
        </Button>
      </form>
    </>
  );
}
