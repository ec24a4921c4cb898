import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Priority } from '../contract.ts';
import type { Filter, View } from './views.ts';

const route = getRouteApi('/inbox/$view');

/** The inbox's part of the address: which list, which filters, which conversation is open. */
export function useInboxRoute() {
  const { view } = route.useParams();
  const { q, priority } = route.useSearch();
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();

  return useMemo(() => {
    const filter: Filter = { view, search: q ?? '', priority: priority ?? null };
    const search = { ...(q ? { q } : {}), ...(priority ? { priority } : {}) };
    return {
      filter,
      search,
      conversationId: conversationId ?? null,
      show: (next: View) => void navigate({ to: '/inbox/$view', params: { view: next }, search }),
      openConversation: (id: string) =>
        void navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: id }, search }),
      leaveConversation: () => void navigate({ to: '/inbox/$view', params: { view }, search }),
      narrow: (change: { search?: string; priority?: Priority | null }) => {
        const next = { ...filter, ...change };
        void navigate({
          to: '.',
          params: true,
          search: {
            ...(next.search ? { q: next.search } : {}),
            ...(next.priority ? { priority: next.priority } : {}),
          },
          replace: true,
        });
      },
    };
  }, [view, q, priority, conversationId, navigate]);
}
