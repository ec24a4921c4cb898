import type { Refusal, Switchboard } from '@switchboard/client';
import { useCallback, useEffect, useState } from 'react';
import type { Thread } from '../contract.ts';
import { useChat, useChatState } from '../desk/ChatContext.ts';

export type Opened =
  | { state: 'joining' }
  | { state: 'failed'; code: Refusal['code'] | null; retry: () => void }
  | { state: 'ready'; thread: Thread };

/** The server allows 100 joined conversations a socket; a dozen makes going back instant. */
const KEPT = 12;

/** Joins a conversation and keeps it joined for a while after it is left. */
export function useThread(conversationId: string): Opened {
  const chat = useChat();
  const thread = useChatState((state) => state.threads[conversationId]);
  const [failure, setFailure] = useState<{ code: Refusal['code'] | null } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to join again
  useEffect(() => {
    let isCurrent = true;
    setFailure(null);
    recentOf(chat).use(conversationId);
    chat.join(conversationId).catch((refusal: { code?: Refusal['code'] }) => {
      if (isCurrent) setFailure({ code: refusal.code ?? null });
    });
    return () => {
      isCurrent = false;
    };
  }, [chat, conversationId, attempt]);

  if (failure !== null) return { state: 'failed', code: failure.code, retry };
  return thread === undefined ? { state: 'joining' } : { state: 'ready', thread };
}

const recents = new WeakMap<Switchboard, Recent>();

function recentOf(chat: Switchboard): Recent {
  const recent = recents.get(chat) ?? new Recent((id) => chat.leave(id));
  recents.set(chat, recent);
  return recent;
}

/** The conversations that were open last, newest at the end. */
export class Recent {
  #ids: string[] = [];
  readonly #leave: (id: string) => void;

  constructor(leave: (id: string) => void) {
    this.#leave = leave;
  }

  use(id: string): void {
    this.#ids = [...this.#ids.filter((other) => other !== id), id];
    for (const old of this.#ids.splice(0, this.#ids.length - KEPT)) this.#leave(old);
  }
}
