import { unread } from '@switchboard/client';
import { useEffect } from 'preact/hooks';
import { useChat } from './context.ts';

/** Tells the launcher's badge how much there is to read. */
export function useUnread(id: string | null): void {
  const { state, host } = useChat();
  const count = id ? unread(state, id) : 0;
  useEffect(() => host.unread(count), [count]);
}
