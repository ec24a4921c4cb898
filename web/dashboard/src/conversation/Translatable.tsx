import { type ReactNode, useState } from 'react';
import type { Message } from '../contract.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useHasModel, useTranslation } from './assistant.ts';
import styles from './Translatable.module.css';

/** A message that the reader may have in their own language, where the desk has a model. */
export function Translatable({ message, children }: { message: Message; children: ReactNode }) {
  const hasModel = useHasModel();
  return hasModel ? <WithTranslation message={message}>{children}</WithTranslation> : children;
}

function WithTranslation({ message, children }: { message: Message; children: ReactNode }) {
  const strings = useStrings();
  const { assistant: words } = strings;
  const [isWanted, want] = useState(false);
  const { data, error, isFetching, refetch } = useTranslation(message.conversationId, message.seq, isWanted);

  function translate() {
    if (isFetching) return;
    if (error !== null) void refetch();
    want(true);
  }

  return (
    <>
      <div className={styles.line}>
        {children}
        {data === undefined && (
          <Button
            look="quiet"
            isIcon
            aria-label={words.translate}
            aria-disabled={isFetching}
            onPress={translate}
          >
            <Icon name="translate" size={16} />
          </Button>
        )}
      </div>
      <div role="status" className={styles.translation}>
        {isFetching && <p className={styles.origin}>{words.translating}</p>}
        {data !== undefined && (
          <>
            <p className={styles.words} dir="auto">
              {data.translation}
            </p>
            <p className={styles.origin}>{words.translated}</p>
          </>
        )}
        {error !== null && !isFetching && (
          <p className={styles.origin}>
            {words.translationFailed} {conflictText(error, strings)}
          </p>
        )}
      </div>
    </>
  );
}
