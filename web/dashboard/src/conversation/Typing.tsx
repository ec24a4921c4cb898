import type { Thread } from '../contract.ts';
import { nameOf } from '../inbox/names.ts';
import { useStrings } from '../language/language.ts';
import styles from './Typing.module.css';

/** Who is writing; with the text so far where the site allows customers' previews. */
export function Typing({ thread }: { thread: Thread }) {
  const strings = useStrings();
  return thread.typing.map(({ by, preview }) => (
    <div key={`${by.type}:${by.id}`} className={styles.typing}>
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>{strings.conversation.typing(by.name || nameOf(thread.conversation, strings))}</span>
      {preview && (
        <span className={styles.preview} dir="auto">
          {preview}
        </span>
      )}
    </div>
  ));
}
