import type { Thread } from '@switchboard/client';
import { useEffect } from 'preact/hooks';
import { useChat } from './context.ts';

/** Marks as read what is in sight: the chat open, the tab in front, the end of the history on screen. */
export function useReading(thread: Thread | undefined, isAtEnd: boolean): void {
  const { chat, host } = useChat();
  const last = thread?.messages.at(-1)?.seq ?? 0;
  const read = () => {
    if (thread && isAtEnd && host.isOpen && document.visibilityState === 'visible')
      chat.read(thread.conversation.id, last);
  };
  useEffect(read, [last, isAtEnd, host.isOpen]);
  useEffect(() => {
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  });
}
