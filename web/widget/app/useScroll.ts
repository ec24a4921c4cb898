import type { Thread } from '@switchboard/client';
import type { Entry } from '@switchboard/common/rows.ts';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useChat } from './context.ts';

/** Pixels from an edge that still count as being there. */
const NEAR = 80;

/** Keeps the newest message in sight for whoever is at the end, and the place of everybody else. */
export function useScroll(entries: readonly Entry[], thread: Thread | undefined) {
  const { chat } = useChat();
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef({ first: '', last: '', height: 0 });
  const loading = useRef(false);
  const [isAtEnd, setAtEnd] = useState(true);
  const atEnd = useRef(true);

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  const older = async () => {
    if (loading.current || !thread?.hasOlder) return;
    loading.current = true;
    await chat.older(thread.conversation.id).catch(() => undefined);
    loading.current = false;
  };
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR);
    if (scrollTop < NEAR) void older();
  };

  const first = entries[0]?.id ?? '';
  const last = entries.at(-1);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = seen.current;
    const wroteMyself = last?.mine && last.id !== before.last;
    // A page came in above: what was in sight stays where it was.
    if (first !== before.first && !isAtEnd) element.scrollTop += element.scrollHeight - before.height;
    else if (isAtEnd || wroteMyself) toEnd();
    seen.current = { first, last: last?.id ?? '', height: element.scrollHeight };
  });
  // A keyboard, a banner or a longer draft takes room from below.
  useEffect(() => {
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  atEnd.current = isAtEnd;
  return { box, onScroll, isAtEnd, toEnd };
}
