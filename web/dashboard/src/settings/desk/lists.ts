import { useQuery } from '@tanstack/react-query';
import { api } from '../../session/session.ts';
import type { Page } from '../resource.ts';
import type { CannedReply, Department, Label } from './objects.ts';

/** Milliseconds after which a list that colleagues change too is read again when it is next shown. */
export const FRESH_MS = 60_000;
const PAGE = 100;
/** Pages of a list that is held as a whole: a picker over more would be no help. */
const MOST_PAGES = 20;

/** A list as a whole, for pickers and look-ups; long lists with a screen of their own are paged there. */
export async function readAll<T>(
  path: string,
  signal: AbortSignal,
  query: Record<string, string> = {},
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<T> = await api.request('GET', path, {
      query: { ...query, limit: PAGE, cursor },
      signal,
    });
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}

export function useLabels() {
  return useAll<Label>('/labels');
}

/** Those that this account may use. */
export function useCannedReplies(isWanted: boolean) {
  return useAll<CannedReply>('/canned-replies', isWanted);
}

export function useDepartments() {
  return useAll<Department>('/departments');
}

function useAll<T>(path: string, isWanted = true) {
  return useQuery({
    queryKey: [path, 'all'],
    queryFn: ({ signal }) => readAll<T>(path, signal),
    staleTime: FRESH_MS,
    enabled: isWanted,
  });
}
