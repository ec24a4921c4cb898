import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Save } from './form/useForm.ts';
import { request } from './request.ts';

/** What every configuration object has; `version` grows with each change. */
export interface Configured {
  id: string;
  version?: number;
}

/** One kind of configuration object: `const departments = resource<Department>('/departments')`. */
export interface Resource<T extends Configured> {
  readonly path: string;
  /** Never there: carries the type. */
  readonly object?: T;
}

export function resource<T extends Configured>(path: string): Resource<T> {
  return { path };
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type Query = Record<string, string | number | undefined>;
type Pages<T> = InfiniteData<Page<T>, string | null>;

const PAGE_SIZE = 50;

/** One list, page by page: what `ListPage` shows. */
export function useObjects<T extends Configured>({ path }: Resource<T>, query: Query = {}) {
  return useInfiniteQuery<Page<T>, Error, Pages<T>, readonly unknown[], string | null>({
    queryKey: [...listsOf(path), query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<T>>('GET', path, {
        query: { ...query, limit: PAGE_SIZE, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    staleTime: 0,
  });
}

/** One object, read anew whenever its screen appears: what `Loaded` shows. */
export function useObject<T extends Configured>({ path }: Resource<T>, id: string) {
  return useQuery<T>({
    queryKey: keyOf(path, id),
    queryFn: ({ signal }) => request<T>('GET', addressOf(path, id), { signal }),
    staleTime: 0,
  });
}

/**
 * For `useForm`'s `save`: creates when `id` is null, else sends what was changed, with the version that was seen.
 * A change shows at once wherever the object is on screen, and is taken back if the server refuses it.
 */
export function useSaveObject<T extends Configured>({ path }: Resource<T>, id: string | null) {
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: ({ changes, expectedVersion }: Pick<Save<object>, 'changes' | 'expectedVersion'>) =>
      id === null
        ? request<T>('POST', path, { body: changes })
        : request<T>('PATCH', addressOf(path, id), {
            body: { ...changes, ...(expectedVersion !== undefined && { expectedVersion }) },
          }),
    onMutate: async ({ changes }) => {
      if (id === null) return undefined;
      await queries.cancelQueries({ queryKey: [path] });
      const before = queries.getQueriesData({ queryKey: [path] });
      put<T>(queries, path, id, (object) => ({ ...object, ...changes }));
      return before;
    },
    onError: (_failure, _change, before) => restore(queries, before),
    onSuccess: (object) => {
      queries.setQueryData(keyOf(path, object.id), object);
      put<T>(queries, path, object.id, () => object);
    },
    onSettled: () => reloadLists(queries, path),
  });
  return mutateAsync;
}

/** Deletes the object of an id; it leaves every list at once, and comes back if the server refuses. */
export function useRemoveObject<T extends Configured>({ path }: Resource<T>) {
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: (id: string) => request<void>('DELETE', addressOf(path, id)),
    onMutate: async (id) => {
      await queries.cancelQueries({ queryKey: listsOf(path) });
      const before = queries.getQueriesData({ queryKey: listsOf(path) });
      mapLists<T>(queries, path, (items) => items.filter((item) => item.id !== id));
      return before;
    },
    onError: (_failure, _id, before) => restore(queries, before),
    onSuccess: (_nothing, id) => queries.removeQueries({ queryKey: keyOf(path, id) }),
    onSettled: () => reloadLists(queries, path),
  });
  return mutateAsync;
}

/** For `useForm`'s `reload`. */
export function useReloadObject<T extends Configured>({ path }: Resource<T>, id: string) {
  const queries = useQueryClient();
  return () => queries.refetchQueries({ queryKey: keyOf(path, id) });
}

function listsOf(path: string) {
  return [path, 'list'] as const;
}

/** Pages of it, and the list as a whole that pickers and look-ups hold (`desk/lists.ts`). */
function reloadLists(queries: QueryClient, path: string): void {
  void queries.invalidateQueries({ queryKey: listsOf(path) });
  void queries.invalidateQueries({ queryKey: [path, 'all'] });
}

function keyOf(path: string, id: string) {
  return [path, 'one', id] as const;
}

function addressOf(path: string, id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}

function put<T extends Configured>(queries: QueryClient, path: string, id: string, change: (object: T) => T) {
  queries.setQueryData<T>(keyOf(path, id), (object) => object && change(object));
  mapLists<T>(queries, path, (items) => items.map((item) => (item.id === id ? change(item) : item)));
}

function mapLists<T>(queries: QueryClient, path: string, change: (items: T[]) => T[]): void {
  queries.setQueriesData<Pages<T>>(
    { queryKey: listsOf(path) },
    (pages) =>
      pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: change(page.items) })) },
  );
}

function restore(queries: QueryClient, before: ReturnType<QueryClient['getQueriesData']> | undefined): void {
  for (const [key, data] of before ?? []) queries.setQueryData(key, data);
}
