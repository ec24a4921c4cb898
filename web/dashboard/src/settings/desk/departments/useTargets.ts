import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../request.ts';
import type { Page } from '../../resource.ts';
import { type ReplyTarget, type TargetRow, withRows } from './targets.ts';

const PATH = '/reply-targets';
const KEY = [PATH];

export function useTargets() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => read(signal), staleTime: 0 });
}

/** The server takes all of them at once, so those of the others are read right before. */
export function useSaveTargets() {
  const queries = useQueryClient();
  return async (departmentId: string | null, rows: readonly TargetRow[]): Promise<void> => {
    const items = withRows(await read(), departmentId, rows);
    const saved = await request<Page<ReplyTarget>>('PUT', PATH, { body: { items } });
    queries.setQueryData(KEY, saved.items);
  };
}

export function useReloadTargets() {
  const queries = useQueryClient();
  return () => queries.refetchQueries({ queryKey: KEY });
}

async function read(signal?: AbortSignal): Promise<ReplyTarget[]> {
  return (await request<Page<ReplyTarget>>('GET', PATH, { signal })).items;
}
