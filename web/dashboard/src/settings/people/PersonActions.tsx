import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { request } from '../request.ts';
import { useReloadObject, useRemoveObject, useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { type Account, accounts, type InviteLink } from './accounts.ts';
import { LinkOnce } from './LinkOnce.tsx';
import styles from './People.module.css';

/** What an admin does with somebody's account besides editing it. */
export function PersonActions({ account, isMe }: { account: Account; isMe: boolean }) {
  const { frame, people } = useWords();
  const words = people.person;
  const acts = useActs(account);
  const [asking, setAsking] = useState<'deactivate' | 'delete' | null>(null);

  return (
    <section className={styles.actions} aria-labelledby="account-title">
      <h2 id="account-title">{words.account}</h2>
      <dl className={styles.list}>
        {account.active && account.invited && (
          <Act label={words.newInvite} hint={words.newInviteHint} act={() => acts.link('invite')} />
        )}
        {account.active && !account.invited && (
          <Act label={words.reset} hint={words.resetHint} act={() => acts.link('password-reset')} />
        )}
        {!account.invited && !isMe && (
          <Act label={words.endSessions} hint={words.endSessionsHint} act={acts.endSessions} />
        )}
        {account.secondFactor && !isMe && (
          <Act label={words.removeFactor} hint={words.removeFactorHint} act={acts.removeFactor} />
        )}
        {account.active ? (
          <Act label={words.deactivate} hint={words.deactivateHint} act={() => setAsking('deactivate')} />
        ) : (
          <Act label={words.activate} hint={words.activateHint} act={() => acts.setActive(true)} />
        )}
        <Act label={frame.remove} hint={words.deleteHint} isFinal act={() => setAsking('delete')} />
      </dl>
      <ConfirmDialog
        title={words.deactivateTitle(account.name)}
        body={words.deactivateBody}
        confirm={words.deactivate}
        isOpen={asking === 'deactivate'}
        onOpenChange={() => setAsking(null)}
        onConfirm={() => acts.setActive(false)}
      />
      <ConfirmDialog
        title={frame.removeTitle(account.name)}
        body={words.deleteBody(account.name)}
        confirm={frame.remove}
        isOpen={asking === 'delete'}
        onOpenChange={() => setAsking(null)}
        onConfirm={acts.remove}
      />
      <Sheet
        title={acts.made?.purpose === 'invite' ? words.newInvite : words.reset}
        isOpen={acts.made !== null}
        onOpenChange={acts.forgetLink}
      >
        {acts.made && (
          <LinkOnce
            body={(acts.made.purpose === 'invite' ? words.linkBody : words.resetBody)(account.name)}
            link={acts.made.link}
            onDone={acts.forgetLink}
          />
        )}
      </Sheet>
    </section>
  );
}

interface ActProps {
  label: string;
  hint: string;
  /** Cannot be taken back. */
  isFinal?: boolean;
  act: () => void;
}

function Act({ label, hint, isFinal = false, act }: ActProps) {
  return (
    <div className={styles.act}>
      <dt>
        <Button look={isFinal ? 'danger' : 'plain'} onPress={act}>
          {label}
        </Button>
      </dt>
      <dd className={styles.hint}>{hint}</dd>
    </div>
  );
}

function useActs(account: Account) {
  const { frame, people } = useWords();
  const { refusals } = useStrings();
  const words = people.person;
  const navigate = useNavigate();
  const save = useSaveObject(accounts, account.id);
  const remove = useRemoveObject(accounts);
  const reload = useReloadObject(accounts, account.id);
  const [made, setMade] = useState<{ purpose: 'invite' | 'password-reset'; link: InviteLink } | null>(null);
  const path = `/accounts/${account.id}`;

  /** Says what became of it; the account on the screen is read again. */
  async function attempt(act: () => Promise<unknown>, success: string | null, failure = words.failed) {
    try {
      await act();
      if (success !== null) toast(success);
    } catch (thrown) {
      toastFailure(failure, refusalText(thrown, refusals));
    }
  }

  return {
    made,
    forgetLink: () => setMade(null),
    link: (purpose: 'invite' | 'password-reset') =>
      void attempt(
        async () => setMade({ purpose, link: await request<InviteLink>('POST', `${path}/${purpose}`) }),
        null,
      ),
    endSessions: () =>
      void attempt(() => request('DELETE', `${path}/sessions`), words.sessionsEnded(account.name)),
    removeFactor: () =>
      void attempt(async () => {
        await request('DELETE', `${path}/totp`);
        await reload();
      }, words.factorRemoved),
    setActive: (active: boolean) =>
      void attempt(
        () => save({ changes: { active }, expectedVersion: undefined }),
        active ? words.activated(account.name) : words.deactivated(account.name),
      ),
    remove: () =>
      void attempt(
        async () => {
          await remove(account.id);
          await navigate({ to: '/settings/$page', params: { page: 'people' } });
        },
        frame.removed,
        frame.removeFailed,
      ),
  };
}
