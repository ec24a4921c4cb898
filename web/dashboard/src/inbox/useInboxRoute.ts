import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { InboxSearch } from '../desk/router.tsx';
import type { Filter, View } from './views.ts';

const route = getRouteApi('/inbox/$view');

/** The inbox's part of the address: which list, which filters, which conversation is open. */
export function useInboxRoute() {
  const { view } = route.useParams();
  const { q, priority, category, late } = route.useSearch();
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();

  return useMemo(() => {
    const filter: Filter = {
      view,
      search: q ?? '',
      priority: priority ?? null,
      category: category ?? null,
      late: late ?? false,
    };
    const search = searchOf(filter);
    return {
      filter,
      search,
      conversationId: conversationId ?? null,
      show: (next: View) => void navigate({ to: '/inbox/$view', params: { view: next }, search }),
      openConversation: (id: string) =>
        void navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: id }, search }),
      leaveConversation: () => void navigate({ to: '/inbox/$view', params: { view }, search }),
      narrow: (change: Partial<Omit<Filter, 'view'>>) => {
        void navigate({
          to: '.',
          params: true,
          search: searchOf({ ...filter, ...change }),
          replace: true,
        });
      },
    };
  }, [view, q, priority, category, late, conversationId, navigate]);
}

/** The address holds only what narrows the list. */
function searchOf({ search, priority, category, late }: Filter): InboxSearch {
  return {
    ...(search && { q: search }),
    ...(priority && { priority }),
    ...(category && { category }),
    ...(late && { late }),
  };
}
