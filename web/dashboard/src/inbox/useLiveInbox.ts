import type { Switchboard } from '@switchboard/client';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation, InboxCounts } from '../contract.ts';
import { useChat, useChatState } from '../desk/ChatContext.ts';
import { reloadAgents } from '../presence/useAgents.ts';
import { useAccount } from '../session/useSession.ts';
import { withChange, withConversation } from './pages.ts';
import { onSubscribed } from './subscribed.ts';
import { throttle } from './throttle.ts';
import { changeLists, isPollingNow, reloadLists } from './useConversations.ts';

const COUNTS = ['counts'];
const COUNTS_EVERY_MS = 1_000;
const READ_TIMEOUT_MS = 2_000;

/** Keeps every held list and the counts right while the desk is open. To be used once. */
export function useLiveInbox(): void {
  const chat = useChat();
  const queries = useQueryClient();
  const account = useAccount();
  const isOnline = useChatState((state) => state.connection.status === 'online');
  const isPolling = useChatState(isPollingNow);

  useReadTimeout(queries);

  // Subscribe first, then read: what changes in between arrives twice, not never.
  useEffect(() => {
    if (!isOnline) return;
    const refresh = throttle(COUNTS_EVERY_MS, () => void queries.invalidateQueries({ queryKey: COUNTS }));
    const changed = ({ conversation }: { conversation: Conversation }) => {
      applyConversation(queries, conversation, account.id);
      refresh.request();
    };
    const stops = [
      chat.on('conversation.created', changed),
      chat.on('conversation.updated', changed),
      chat.on('agent.assigned', ({ conversationId, agent, at }) => {
        const change = { status: 'active', assignedAgent: agent, updatedAt: at } as const;
        changeLists(queries, (pages, filter) =>
          withChange(pages, conversationId, change, filter, account.id),
        );
        refresh.request();
      }),
      chat.on('chat.closed', ({ conversationId, at }) => {
        const change = { status: 'closed', closedAt: at, updatedAt: at } as const;
        changeLists(queries, (pages, filter) =>
          withChange(pages, conversationId, change, filter, account.id),
        );
        refresh.request();
      }),
    ];
    let isGone = false;
    const read = () => {
      if (!isGone) onSubscribed(queries, () => reloadHeld(queries));
    };
    // Without a socket there is no subscription.
    if (isPolling) read();
    else
      void queries
        .fetchQuery({ queryKey: COUNTS, queryFn: () => joinInbox(chat), staleTime: 0 })
        .then(read, read);
    return () => {
      isGone = true;
      for (const stop of stops) stop();
      refresh.cancel();
    };
  }, [chat, queries, account.id, isOnline, isPolling]);
}

/** Where sockets fail slowly, lists are read after a while all the same. */
function useReadTimeout(queries: QueryClient): void {
  useEffect(() => {
    const timer = setTimeout(() => onSubscribed(queries, () => undefined), READ_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, [queries]);
}

/** What changed during an interruption is not known. */
function reloadHeld(queries: QueryClient): void {
  reloadLists(queries);
  reloadAgents(queries);
}

export function applyConversation(queries: QueryClient, conversation: Conversation, myId: string): void {
  changeLists(queries, (pages, filter) => withConversation(pages, conversation, filter, myId));
}

async function joinInbox(chat: Switchboard): Promise<InboxCounts> {
  return (await chat.command('inbox.join', {})).counts;
}

/** Joining the inbox is how its counts are asked for, and doing it again changes nothing. */
export function useCounts(): InboxCounts | null {
  const chat = useChat();
  const isOnline = useChatState((state) => state.connection.status === 'online');
  const { data } = useQuery({
    queryKey: COUNTS,
    queryFn: () => joinInbox(chat),
    enabled: isOnline,
  });
  return data ?? null;
}
