import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useState } from 'react';
import { toastFailure } from '../../desk/toasts.ts';
import { useLanguage, useStrings } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { CopyText } from '../CopyText.tsx';
import formStyles from '../form/Form.module.css';
import { request } from '../request.ts';
import { useReloadObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { Group } from './Group.tsx';
import styles from './Site.module.css';
import { type Site, sites } from './site.ts';

interface Secret {
  secret: string;
  previousValidUntil: string | null;
}

/** The secret with which a site's server signs who its visitors are. Shown once, when it is made. */
export function Identity({ site }: { site: Site }) {
  const { sites: words } = useWords();
  const { refusals } = useStrings();
  const language = useLanguage();
  const reload = useReloadObject(sites, site.id);
  const [isAsked, setAsked] = useState(false);
  const [endPrevious, setEndPrevious] = useState(false);
  const [made, setMade] = useState<Secret | null>(null);
  const { set, rotatedAt } = site.identitySecret;

  async function make() {
    try {
      setMade(
        await request<Secret>('POST', `/sites/${site.id}/identity-secret`, {
          body: { endPrevious: set && endPrevious },
        }),
      );
      setEndPrevious(false);
      await reload();
    } catch (failure) {
      toastFailure(words.identityFailed, refusalText(failure, refusals));
    }
  }

  return (
    <div className={styles.card}>
      <Group title={words.identity} lead={words.identityHint}>
        <p>
          {set && rotatedAt !== null
            ? words.identitySet(full(Date.parse(rotatedAt), language))
            : words.identityUnset}
        </p>
        <div>
          <Button onPress={() => (set ? setAsked(true) : void make())}>
            {set ? words.identityRotate : words.identityMake}
          </Button>
        </div>
      </Group>
      <ConfirmDialog
        title={words.identityRotateTitle}
        body={
          <>
            {words.identityRotateBody}
            <label className={formStyles.check}>
              <input
                type="checkbox"
                checked={endPrevious}
                onChange={(event) => setEndPrevious(event.target.checked)}
              />
              {words.identityEndPrevious}
            </label>
          </>
        }
        confirm={words.identityRotateConfirm}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => void make()}
      />
      <MadeSecret made={made} close={() => setMade(null)} />
    </div>
  );
}

/** An alert dialog: a press beside it does not lose what is shown only once. */
function MadeSecret({ made, close }: { made: Secret | null; close: () => void }) {
  const { sites: words, frame } = useWords();
  const language = useLanguage();
  return (
    <Sheet
      title={words.identityShown}
      role="alertdialog"
      isOpen={made !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      {made !== null && (
        <div className={formStyles.form}>
          <p>
            <strong>{words.identityOnce}</strong> {words.identityKeep}
          </p>
          <CopyText label={words.identityShown} text={made.secret} />
          {made.previousValidUntil !== null && (
            <p>{words.identityPrevious(full(Date.parse(made.previousValidUntil), language))}</p>
          )}
          <div className={formStyles.ends}>
            <Button look="primary" onPress={close}>
              {frame.close}
            </Button>
          </div>
        </div>
      )}
    </Sheet>
  );
}
