import { type QueryClient, useQuery } from '@tanstack/react-query';

/** Held with the lists, so that it ends with them. */
const KEY = ['listening'];

/**
 * Whether the desk hears of changes. What is read from then on is kept right, so lists wait for it: read earlier, they
 * would have to be read again.
 */
export function useIsListening(): boolean {
  return useQuery({ queryKey: KEY, queryFn: () => false, enabled: false, initialData: false }).data;
}

/** Reads what waited, and reads again what is held from before an absence. */
export function listens(queries: QueryClient, reload: () => void): void {
  if (queries.getQueryData(KEY) === true) reload();
  else queries.setQueryData(KEY, true);
}
