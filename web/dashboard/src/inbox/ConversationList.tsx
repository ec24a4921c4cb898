import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow.tsx';
import { EmptyList } from './EmptyList.tsx';
import { all } from './pages.ts';
import { RowSkeletons } from './RowSkeletons.tsx';
import { useConversations } from './useConversations.ts';
import { useInboxRoute } from './useInboxRoute.ts';
import { useListKeys } from './useListKeys.ts';

const ROW_HEIGHT = 84;
/** Rows that are on screen but far from loaded: the next page is fetched before the end is reached. */
const AHEAD = 15;

export function ConversationList() {
  const strings = useStrings();
  const { filter } = useInboxRoute();
  const list = useConversations(filter);
  const rows = useMemo(() => (list.data === undefined ? [] : all(list.data)), [list.data]);

  if (list.data === undefined && list.isError) {
    return (
      <div role="alert" className={styles.box}>
        <Notice title={strings.inbox.failed} hint={refusalText(list.error, strings.refusals)}>
          <Button onPress={() => void list.refetch()}>{strings.inbox.retry}</Button>
        </Notice>
      </div>
    );
  }
  if (list.data === undefined) return <RowSkeletons />;
  if (rows.length === 0 && !list.hasNextPage) return <EmptyList />;
  return <Rows list={list} rows={rows} />;
}

interface RowsProps {
  list: ReturnType<typeof useConversations>;
  rows: ReturnType<typeof all>;
}

/** Only the rows in sight exist in the page; the list may be thousands long. */
function Rows({ list, rows }: RowsProps) {
  const strings = useStrings();
  const { filter } = useInboxRoute();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  useListKeys(box, rows, (index) => virtual.scrollToIndex(index));

  const items = virtual.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    const isNearEnd = lastInSight >= rows.length - AHEAD;
    if (isNearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [lastInSight, rows.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  return (
    <div ref={box} className={styles.box} aria-busy={list.isFetching}>
      <ul
        className={styles.rows}
        style={{ blockSize: virtual.getTotalSize() }}
        aria-label={strings.inbox.list(strings.views[filter.view])}
      >
        {items.map((item) => {
          const conversation = rows[item.index];
          return (
            conversation && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-setsize={hasNextPage ? -1 : rows.length}
                aria-posinset={item.index + 1}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ConversationRow conversation={conversation} />
              </li>
            )
          );
        })}
      </ul>
      {isFetchingNextPage && <p className={styles.more}>{strings.inbox.loadingMore}</p>}
      {isFetchNextPageError && (
        <p className={styles.more} role="alert">
          {strings.inbox.moreFailed}{' '}
          <Button onPress={() => void fetchNextPage()}>{strings.inbox.retry}</Button>
        </p>
      )}
    </div>
  );
}
