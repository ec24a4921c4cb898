import { Refusal } from '@switchboard/client';
import { useQuery } from '@tanstack/react-query';
import type { Configured, Resource } from '../resource.ts';
import { readAll } from './lists.ts';

/** One object of a kind that the server gives as a list only: a short one. */
export function useOneOfAll<T extends Configured>(
  { path }: Resource<T>,
  id: string,
  query: Record<string, string> = {},
) {
  return useQuery<T>({
    queryKey: [path, 'one', id],
    queryFn: async ({ signal }) => {
      const found = (await readAll<T>(path, signal, query)).find((object) => object.id === id);
      if (found === undefined) throw new Refusal({ code: 'not_found', message: 'It is not in the list.' });
      return found;
    },
    staleTime: 0,
  });
}
