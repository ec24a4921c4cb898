import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useMutation } from '@tanstack/react-query';
import { useLanguage, useStrings } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { request } from '../request.ts';
import { useWords } from '../words.ts';
import styles from './Audit.module.css';
import type { Verification } from './audit.ts';
import { actionText } from './format.ts';

/** Has the server work out the whole chain anew, and says what it found. */
export function Verify() {
  const { audit: words } = useWords();
  const { refusals } = useStrings();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => request<Verification>('POST', '/audit/verification', { timeout: 120_000 }),
  });
  return (
    <div className={styles.verify}>
      <Button aria-disabled={isPending} onPress={() => !isPending && mutate()}>
        {isPending ? words.verifying : words.verify}
      </Button>
      <p role="status">
        {data !== undefined && !isPending && <Finding {...data} />}
        {error !== null && (
          <span className={styles.broken}>
            {words.verifyFailed} {refusalText(error, refusals)}
          </span>
        )}
      </p>
    </div>
  );
}

function Finding({ entries, valid, firstBroken }: Verification) {
  const words = useWords();
  const language = useLanguage();
  const { audit } = words;
  if (valid || firstBroken === null) return <span className={styles.whole}>{audit.verified(entries)}</span>;
  const { position, at, action, subject } = firstBroken;
  const parts = [actionText(action, words), subject.name, full(Date.parse(at), language)];
  return (
    <span className={styles.broken}>
      {audit.broken(position, parts.filter((part) => part !== null).join(', '))}
    </span>
  );
}
