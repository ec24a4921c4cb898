import type { State, Switchboard } from '@switchboard/client';
import { createContext, use, useCallback, useSyncExternalStore } from 'react';

export const ChatContext = createContext<Switchboard | null>(null);

export function useChat(): Switchboard {
  const chat = use(ChatContext);
  if (chat === null) throw new Error('rendered outside the desk');
  return chat;
}

/**
 * A part of the client's state. `select` must return something of the state itself, or a plain value:
 * the state keeps the identity of what did not change, and so nothing renders twice.
 */
export function useChatState<T>(select: (state: State) => T): T {
  const chat = useChat();
  const subscribe = useCallback((listener: () => void) => chat.subscribe(listener), [chat]);
  return useSyncExternalStore(subscribe, () => select(chat.state));
}
