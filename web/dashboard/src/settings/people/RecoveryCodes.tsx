import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../CopyButton.tsx';
import { useWords } from '../words.ts';
import styles from './Security.module.css';

/** Shown this once: to keep on paper or in a keeper of passwords. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { people } = useWords();
  const words = people.security;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {words.codes}
      </h3>
      <p>{words.codesHint}</p>
      <ul className={styles.codes} aria-label={words.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <CopyButton text={codes.join('\n')} label={words.copyAll} />
        <Button onPress={() => print()}>{words.print}</Button>
        <Button look="primary" onPress={onKept}>
          {words.codesKept}
        </Button>
      </div>
    </>
  );
}
