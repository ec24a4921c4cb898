import type { Switchboard } from '@switchboard/client';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation, Events, InboxCounts } from '../contract.ts';
import { useChat, useChatState } from '../desk/ChatContext.ts';
import { reloadAgents } from '../presence/useAgents.ts';
import { useAccount } from '../session/useSession.ts';
import { withConversation, withoutConversation } from './pages.ts';
import { onSubscribed } from './subscribed.ts';
import { changeLists, isPollingNow, reloadLists } from './useConversations.ts';

const COUNTS = ['counts'];
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
    const stops = [
      // A new conversation is told at once, everything else in batches.
      chat.on('conversation.created', ({ conversation }) => {
        applyConversation(queries, conversation, account.id);
      }),
      chat.on('inbox.changed', (batch) => applyBatch(queries, batch, account.id)),
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

function applyBatch(queries: QueryClient, batch: Events['inbox.changed'], myId: string): void {
  changeLists(queries, (pages, filter) => {
    const held = batch.removed.reduce(withoutConversation, pages);
    return batch.conversations.reduce((list, row) => withConversation(list, row, filter, myId), held);
  });
  queries.setQueryData(COUNTS, batch.counts);
}

async function joinInbox(chat: Switchboard): Promise<InboxCounts> {
  return (await chat.command('inbox.join', { batched: true })).counts;
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
