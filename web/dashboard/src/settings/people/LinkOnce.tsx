import { useId } from 'react';
import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../CopyButton.tsx';
import { useWords } from '../words.ts';
import type { InviteLink } from './accounts.ts';
import styles from './People.module.css';

/** A link that is never shown again. */
export function LinkOnce({ body, link, onDone }: { body: string; link: InviteLink; onDone: () => void }) {
  const { people } = useWords();
  const language = useLanguage();
  const id = useId();
  return (
    <div className={styles.once}>
      <p>{body}</p>
      <label htmlFor={id}>{people.person.link}</label>
      <input
        id={id}
        readOnly
        dir="ltr"
        className={styles.link}
        value={link.link}
        onFocus={(event) => event.target.select()}
      />
      <p className={styles.hint}>{people.person.linkUntil(full(Date.parse(link.expiresAt), language))}</p>
      <div className={styles.buttons}>
        <Button onPress={onDone}>{people.person.done}</Button>
        <CopyButton text={link.link} label={people.person.copyLink} />
      </div>
    </div>
  );
}
