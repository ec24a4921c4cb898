import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyText } from '../CopyText.tsx';
import { useWords } from '../words.ts';
import type { InviteLink } from './accounts.ts';
import styles from './People.module.css';

/** A link that is never shown again. */
export function LinkOnce({ body, link, onDone }: { body: string; link: InviteLink; onDone: () => void }) {
  const { people } = useWords();
  const language = useLanguage();
  return (
    <div className={styles.once}>
      <p>{body}</p>
      <CopyText label={people.person.link} text={link.link} />
      <p className={styles.hint}>{people.person.linkUntil(full(Date.parse(link.expiresAt), language))}</p>
      <div className={styles.buttons}>
        <Button look="primary" onPress={onDone}>
          {people.person.done}
        </Button>
      </div>
    </div>
  );
}
