import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation, InboxCounts } from '../contract.ts';
import { useChat, useChatState } from '../desk/ChatContext.ts';
import { useAccount } from '../session/useSession.ts';
import { atMostEach } from './atMostEach.ts';
import { withChange, withConversation } from './pages.ts';
import { changeLists, reloadLists } from './useConversations.ts';

const COUNTS = ['counts'];
const COUNTS_EVERY_MS = 1_000;

/** Keeps every held list and the counts right while the desk is open. To be used once. */
export function useLiveInbox(): void {
  const chat = useChat();
  const queries = useQueryClient();
  const account = useAccount();
  const isOnline = useChatState((state) => state.connection.status === 'online');

  // Subscribe first, then read: what changes in between arrives twice, not never.
  useEffect(() => {
    if (!isOnline) return;
    const refresh = atMostEach(COUNTS_EVERY_MS, () => void queries.invalidateQueries({ queryKey: COUNTS }));
    const changed = ({ conversation }: { conversation: Conversation }) => {
      applyConversation(queries, conversation, account.id);
      refresh.soon();
    };
    const stops = [
      chat.on('conversation.created', changed),
      chat.on('conversation.updated', changed),
      chat.on('agent.assigned', ({ conversationId, agent, at }) => {
        const change = { status: 'active', assignedAgent: agent, updatedAt: at } as const;
        changeLists(queries, (pages, filter) =>
          withChange(pages, conversationId, change, filter, account.id),
        );
        refresh.soon();
      }),
      chat.on('chat.closed', ({ conversationId, at }) => {
        const change = { status: 'closed', closedAt: at, updatedAt: at } as const;
        changeLists(queries, (pages, filter) =>
          withChange(pages, conversationId, change, filter, account.id),
        );
        refresh.soon();
      }),
    ];
    void queries.invalidateQueries({ queryKey: COUNTS });
    reloadLists(queries);
    return () => {
      for (const stop of stops) stop();
      refresh.cancel();
    };
  }, [chat, queries, account.id, isOnline]);
}

export function applyConversation(queries: QueryClient, conversation: Conversation, myId: string): void {
  changeLists(queries, (pages, filter) => withConversation(pages, conversation, filter, myId));
}

/** Joining the inbox is how its counts are asked for, and doing it again changes nothing. */
export function useCounts(): InboxCounts | null {
  const chat = useChat();
  const isOnline = useChatState((state) => state.connection.status === 'online');
  const { data } = useQuery({
    queryKey: COUNTS,
    queryFn: async () => (await chat.command('inbox.join', {})).counts,
    enabled: isOnline,
  });
  return data ?? null;
}
