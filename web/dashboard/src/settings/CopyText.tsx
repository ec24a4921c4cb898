import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './CopyText.module.css';
import { useWords } from './words.ts';

const SAID_MS = 2_500;

/** Text for another program: a link, a snippet, a secret. The whole of it is copied by a button, or by hand. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const { frame } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);

  useEffect(() => {
    if (said !== 'copied') return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      // Absent where the page came over plain HTTP from another machine.
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      field.current?.select();
      setSaid('copyFailed');
    }
  }

  return (
    <div className={styles.copy}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.line}>
        <textarea
          ref={field}
          id={id}
          className={styles.text}
          dir="ltr"
          rows={1}
          readOnly
          spellCheck={false}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onPress={() => void copy()}>{said === 'copied' ? frame.copied : frame.copy}</Button>
      </div>
      <p role="status" className={said === 'copyFailed' ? styles.failed : 'visually-hidden'}>
        {said !== null && frame[said]}
      </p>
    </div>
  );
}
