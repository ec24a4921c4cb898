import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Activity } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { api } from '../session/session.ts';

/** What the desk did with a conversation and why, newest first; the customer sees none of it. */
export function useActivity(conversationId: string) {
  const chat = useChat();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: keyOf(conversationId),
    queryFn: async ({ signal }) =>
      (
        await api.request<{ items: Activity[] }>('GET', `/conversations/${conversationId}/activity`, {
          signal,
        })
      ).items,
  });
  useEffect(() => {
    // What happened while nobody looked, or without a connection, no event tells.
    void queries.invalidateQueries({ queryKey: keyOf(conversationId) });
    return chat.on('activity.created', (news) => {
      if (news.conversationId !== conversationId) return;
      queries.setQueryData<Activity[]>(keyOf(conversationId), (held) =>
        held?.some(({ id }) => id === news.activity.id) ? held : held && [news.activity, ...held],
      );
    });
  }, [chat, queries, conversationId]);
  return query;
}

function keyOf(conversationId: string): readonly unknown[] {
  return ['activity', conversationId];
}
