import { useEffect, useRef } from 'react';
import { useStrings } from '../language/language.ts';
import type { CannedReply } from '../settings/desk/objects.ts';
import styles from './CannedPicker.module.css';
import type { Canned } from './useCanned.ts';

/** Above the answer; the focus stays in the answer, which says which one is chosen. */
export function CannedPicker({ canned }: { canned: Canned }) {
  const { canned: words } = useStrings();
  const { found, state } = canned;
  return (
    <div className={styles.picker} data-canned="">
      <p className={styles.status} role="status">
        {state === 'loading' && words.loading}
        {state === 'failed' && words.failed}
        {state === 'ready' && (found.length === 0 ? words.nothing : words.found(found.length))}
        {found.length > 0 && <span className={styles.keys}>{words.keys}</span>}
      </p>
      {found.length > 0 && (
        <div id={canned.listId} role="listbox" aria-label={words.title} className={styles.list}>
          {found.map((reply, index) => (
            <Option
              key={reply.id}
              id={canned.optionId(index)}
              reply={reply}
              isChosen={index === canned.chosen}
              choose={() => canned.insert(index)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  reply: CannedReply;
  isChosen: boolean;
  choose: () => void;
}

function Option({ id, reply, isChosen, choose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the answer, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={styles.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <span className={styles.line}>
        <bdi className={styles.shortcut}>/{reply.shortcut}</bdi>
        <span className={styles.title} dir="auto">
          {reply.title}
        </span>
      </span>
      <span className={styles.content} dir="auto">
        {reply.content}
      </span>
    </div>
  );
}
