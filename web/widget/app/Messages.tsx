import { timeline, unread } from '@switchboard/client';
import { rowsOf } from '@switchboard/common/rows.ts';
import { useChat } from './context.ts';
import { Icon } from './Icon.tsx';
import { Options } from './Options.tsx';
import { Row } from './Row.tsx';
import { Typing } from './Typing.tsx';
import type { Write } from './useConversation.ts';
import { useReading } from './useReading.ts';
import { useScroll } from './useScroll.ts';

interface Props {
  id: string | null;
  isLoading: boolean;
  write: Write;
}

export function Messages({ id, isLoading, write }: Props) {
  const { state, words } = useChat();
  const thread = id ? state.threads[id] : undefined;
  const entries = timeline(state, id);
  const { box, onScroll, isAtEnd, toEnd } = useScroll(entries, thread);
  useReading(thread, isAtEnd);
  // The own read mark stands still while the end is out of sight.
  const hasNews = id !== null && unread(state, id) > 0;
  return (
    <div class="history">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div class="messages" ref={box} onScroll={onScroll} tabIndex={0} role="log" aria-label={words.messages}>
        {isLoading && entries.length === 0 && <p class="edge">{words.loading}</p>}
        {thread?.hasOlder && <p class="edge">{words.older}</p>}
        {rowsOf(entries).map((row) => (
          <Row key={row.key} row={row} />
        ))}
        <Options thread={thread} write={write} />
        <Typing thread={thread} />
      </div>
      {!isAtEnd && (
        <button type="button" class="to-end" onClick={toEnd} aria-label={hasNews ? undefined : words.toEnd}>
          <Icon name="down" />
          {hasNews && words.newMessages}
        </button>
      )}
    </div>
  );
}
