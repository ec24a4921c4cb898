import type { State } from '@switchboard/client';
import { type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { useChatState } from '../desk/ChatContext.ts';
import { api } from '../session/session.ts';
import { find, type Page, type Pages } from './pages.ts';
import { useIsSubscribed } from './subscribed.ts';
import { type Filter, queryOf } from './views.ts';

const KEY = 'conversations';
const PAGE_SIZE = 50;
const POLL_MS = 10_000;

/** One list of the inbox, page by page. */
export function useConversations(filter: Filter) {
  const isPolling = useChatState(isPollingNow);
  return useInfiniteQuery<Page, Error, Pages, readonly unknown[], string | null>({
    queryKey: [KEY, filter],
    queryFn: ({ pageParam, signal }) => loadPage(filter, pageParam, signal),
    initialPageParam: null,
    enabled: useIsSubscribed(),
    getNextPageParam: (page) => page.nextCursor,
    // Without a socket no changes are received.
    refetchInterval: isPolling && POLL_MS,
  });
}

/** Sockets fail here. */
export function isPollingNow({ connection }: State): boolean {
  return connection.status === 'online' && connection.via === 'rest';
}

/** Applies a change to every list that is held, each by its own filter. */
export function changeLists(queries: QueryClient, change: (pages: Pages, filter: Filter) => Pages): void {
  for (const query of queries.getQueryCache().findAll({ queryKey: [KEY] })) {
    const pages = query.state.data as Pages | undefined;
    if (pages === undefined) continue;
    const next = change(pages, query.queryKey[1] as Filter);
    if (next !== pages) queries.setQueryData(query.queryKey, next);
  }
}

/** What any list knows of a conversation: enough for its header until the conversation itself is here. */
export function heldConversation(queries: QueryClient, conversationId: string): Conversation | undefined {
  for (const [, pages] of queries.getQueriesData<Pages>({ queryKey: [KEY] })) {
    const found = pages && find(pages, conversationId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lists on screen are read again at once, the others when they are shown. */
export function reloadLists(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: [KEY] });
}

function loadPage(filter: Filter, cursor: string | null, signal: AbortSignal): Promise<Page> {
  const query = { ...queryOf(filter), limit: PAGE_SIZE, cursor: cursor ?? undefined };
  return api.request<Page>('GET', '/conversations', { query, signal });
}
