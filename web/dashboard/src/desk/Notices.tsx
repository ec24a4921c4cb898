import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './Notices.module.css';
import { dismiss, useNotices } from './notices.ts';

export function Notices() {
  const notes = useNotices();
  const { actions } = useStrings();
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {notes.map((note) => (
        <div key={note.id} className={`${styles.note} ${styles[note.tone]}`}>
          <Icon name={note.tone === 'done' ? 'check' : 'alert'} />
          <div className={styles.words}>
            <p>{note.title}</p>
            {note.detail !== null && (
              <p className={styles.detail} dir="auto">
                {note.detail}
              </p>
            )}
          </div>
          <Button look="quiet" isIcon aria-label={actions.dismiss} onPress={() => dismiss(note.id)}>
            <Icon name="close" size={16} />
          </Button>
        </div>
      ))}
    </div>
  );
}
