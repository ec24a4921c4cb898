import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isSame } from '../../form/formState.ts';
import { request } from '../../request.ts';
import { rowsOf, type TargetRow, type Targets, withRows } from './targets.ts';

const PATH = '/reply-targets';
const KEY = [PATH];

interface Seen {
  rows: readonly TargetRow[];
  version: number | undefined;
}

export function useTargets() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => read(signal), staleTime: 0 });
}

/**
 * The server takes all of them at once, so those of the others are read right before. It refuses them when the rows that
 * the person saw are others by now; what was changed elsewhere does not matter.
 */
export function useSaveTargets() {
  const queries = useQueryClient();
  return async (departmentId: string | null, rows: readonly TargetRow[], seen: Seen): Promise<void> => {
    const now = await read();
    const items = withRows(now.items, departmentId, rows);
    const expectedVersion = isSame(rowsOf(now.items, departmentId), seen.rows) ? now.version : seen.version;
    const saved = await request<Targets>('PUT', PATH, { body: { items, expectedVersion } });
    queries.setQueryData(KEY, saved);
  };
}

export function useReloadTargets() {
  const queries = useQueryClient();
  return () => queries.refetchQueries({ queryKey: KEY });
}

function read(signal?: AbortSignal): Promise<Targets> {
  return request<Targets>('GET', PATH, { signal });
}
