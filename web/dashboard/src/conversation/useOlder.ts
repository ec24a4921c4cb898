import { useCallback, useRef, useState } from 'react';
import type { Thread } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';

/** Near enough to the top that the next 50 should be on their way. */
const NEAR_PX = 600;

export function useOlder(thread: Thread) {
  const chat = useChat();
  const isLoading = useRef(false);
  const [hasFailed, setFailed] = useState(false);
  const { id } = thread.conversation;

  const load = useCallback(() => {
    if (isLoading.current) return;
    isLoading.current = true;
    setFailed(false);
    chat
      .older(id)
      .catch(() => setFailed(true))
      .finally(() => {
        isLoading.current = false;
      });
  }, [chat, id]);

  const canLoad = thread.hasOlder && !hasFailed;
  const loadIfNear = useCallback(
    (box: HTMLElement) => {
      if (canLoad && box.scrollTop < NEAR_PX) load();
    },
    [canLoad, load],
  );
  return { load, loadIfNear, hasFailed };
}
