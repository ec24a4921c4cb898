import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Conversation, Message } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { withoutUnread } from '../inbox/pages.ts';
import { changeLists } from '../inbox/useConversations.ts';

/** Says "read" only when somebody can have read it: newest message in sight, window in front. */
export function useReading(
  { id }: Conversation,
  newest: Message | null,
  myId: string,
  isAtBottom: boolean,
): void {
  const chat = useChat();
  const queries = useQueryClient();
  const isWatched = useSyncExternalStore(subscribeAttention, hasAttention);
  const seq = newest?.seq ?? 0;
  const isOwn = newest?.sender.id === myId;

  useEffect(() => {
    if (!isWatched || !isAtBottom || seq === 0 || isOwn) return;
    chat.read(id, seq);
    changeLists(queries, (pages) => withoutUnread(pages, id));
  }, [chat, queries, id, seq, isOwn, isWatched, isAtBottom]);
}

function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribeAttention(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
  };
}
