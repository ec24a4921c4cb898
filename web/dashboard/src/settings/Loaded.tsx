import { Refusal } from '@switchboard/client';
import { refusalText } from '@switchboard/common/facts/refusals.ts';
import type { ReactNode } from 'react';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWords } from './words.ts';

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

/** What a query brought, or what stands there until it does, or when it fails. */
export function Loaded<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  const { frame } = useWords();
  const { refusals } = useStrings();
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error === null) return <Notice title={frame.loading} />;
  const isMissing = error instanceof Refusal && error.code === 'not_found';
  return (
    <div role="alert">
      <Notice title={isMissing ? frame.notFound : frame.failed} hint={refusalText(error, refusals)}>
        {!isMissing && <Button onPress={() => void refetch()}>{frame.retry}</Button>}
      </Notice>
    </div>
  );
}
