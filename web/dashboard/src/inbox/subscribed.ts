import { type QueryClient, useQuery } from '@tanstack/react-query';

/** Held with the lists, so that it ends with them. */
const KEY = ['subscribed'];

/**
 * Whether this page receives changes. What is read from then on is kept up to date; what was read before would have to be
 * read again, so lists wait for it.
 */
export function useIsSubscribed(): boolean {
  return useQuery({ queryKey: KEY, queryFn: () => false, enabled: false, initialData: false }).data;
}

/** Changes are received from now on: what waited is read; what was read before an interruption is read again. */
export function onSubscribed(queries: QueryClient, reload: () => void): void {
  if (queries.getQueryData(KEY) === true) reload();
  else queries.setQueryData(KEY, true);
}
