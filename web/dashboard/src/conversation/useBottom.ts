import type { Row } from '@switchboard/common/rows.ts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Within this distance of the end one counts as being there. */
const AT_BOTTOM_PX = 48;

/**
 * Keeps a history in place: at the newest message while one is there, and on the same row while older
 * messages are put in above it.
 */
export function useBottom(rows: readonly Row[], onScroll: (box: HTMLElement) => void) {
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  const isPinned = useRef(true);
  const before = useRef({ height: 0, first: '' });
  const first = rows.find(isInLedger)?.key ?? '';
  const last = rows.at(-1);
  const lastOutgoing = last?.kind === 'message' && last.entry.outgoing ? last.key : undefined;

  const go = useCallback(() => {
    isPinned.current = true;
    setAtBottom(true);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);

  useLayoutEffect(() => {
    if (lastOutgoing !== undefined) go();
  }, [lastOutgoing, go]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const hasOlder = before.current.first !== '' && before.current.first !== first;
    if (isPinned.current) element.scrollTop = element.scrollHeight;
    else if (hasOlder) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { height: element.scrollHeight, first };
  });

  useEffect(() => {
    const element = box.current;
    if (element === null || content.current === null) return;
    const scrolled = () => {
      isPinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_BOTTOM_PX;
      setAtBottom(isPinned.current);
      onScroll(element);
    };
    const resized = new ResizeObserver(() => {
      if (isPinned.current) element.scrollTop = element.scrollHeight;
      onScroll(element);
    });
    element.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(element);
    resized.observe(content.current);
    return () => {
      element.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, [onScroll]);

  return { box, content, isAtBottom, go };
}

function isInLedger(row: Row): boolean {
  return row.kind === 'event' || (row.kind === 'message' && row.entry.message !== undefined);
}
