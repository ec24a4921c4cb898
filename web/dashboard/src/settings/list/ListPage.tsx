import { refusalText } from '@switchboard/common/facts/refusals.ts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeading } from '../PageHeading.tsx';
import type { Page } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './ListPage.module.css';
import type { Search } from './useSearch.ts';

interface Props<T extends { id: string }> {
  title: string;
  lead?: ReactNode;
  list: UseInfiniteQueryResult<InfiniteData<Page<T>, string | null>>;
  /** What one entry looks like; a `ListRow` as a rule. */
  row: (item: T) => ReactNode;
  /** Said when there is nothing at all. */
  empty: { title: string; hint?: string };
  /** From `useSearch`; without it there is no field for it. */
  search?: Search & { label: string };
  /** Beside the search field. */
  filters?: ReactNode;
  /** Whether anything but the search narrows the list: an empty one then says so. */
  isFiltered?: boolean;
  /** The button that leads to a new one: the page's id and what the button says. */
  create?: { page: string; label: string };
  /** Beside that button. */
  actions?: ReactNode;
}

/** A page that is a list: title, search, rows that load as they come into sight. */
export function ListPage<T extends { id: string }>(props: Props<T>) {
  const { title, lead, list, search, filters, create, actions } = props;
  return (
    <article className={styles.page}>
      <PageHeading
        title={title}
        lead={lead}
        actions={
          <>
            {actions}
            {create && (
              <Link
                to="/settings/$page/$item"
                params={{ page: create.page, item: 'new' }}
                className={styles.create}
              >
                {create.label}
              </Link>
            )}
          </>
        }
      />
      {(search || filters) && (
        <search className={styles.tools}>
          {search && <SearchField {...search} />}
          {filters}
        </search>
      )}
      <div aria-busy={list.isFetching}>
        <Rows {...props} />
      </div>
    </article>
  );
}

function SearchField({ text, setText, label }: Search & { label: string }) {
  return (
    <div className={styles.search}>
      <Icon name="search" size={16} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        dir={text === '' ? undefined : 'auto'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

function Rows<T extends { id: string }>({ title, list, row, empty, search, isFiltered = false }: Props<T>) {
  const { frame } = useWords();
  const { refusals } = useStrings();
  if (list.data === undefined && list.isError) {
    return (
      <div role="alert">
        <Notice title={frame.failed} hint={refusalText(list.error, refusals)}>
          <Button onPress={() => void list.refetch()}>{frame.retry}</Button>
        </Notice>
      </div>
    );
  }
  if (list.data === undefined) return <Notice title={frame.loading} />;
  const items = distinct(list.data.pages.flatMap((page) => page.items));
  if (items.length === 0 && !list.hasNextPage) {
    const isNarrowed = isFiltered || search?.settled !== undefined;
    const { title: said, hint } = isNarrowed
      ? { title: frame.nothingFound, hint: frame.nothingFoundHint }
      : empty;
    return <Notice title={said} {...(hint !== undefined && { hint })} />;
  }
  return (
    <>
      <ul className={styles.rows} aria-label={title}>
        {items.map((item) => (
          <li key={item.id}>{row(item)}</li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

/** The end of what is loaded: coming into sight fetches the next page. */
function More({ list }: { list: Props<{ id: string }>['list'] }) {
  const { frame } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchNextPageError, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || isFetchNextPageError || end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <div ref={end} className={styles.more}>
      {isFetchingNextPage && <p role="status">{frame.loadingMore}</p>}
      {isFetchNextPageError && (
        <p role="alert">
          {frame.moreFailed} <Button onPress={() => void fetchNextPage()}>{frame.retry}</Button>
        </p>
      )}
    </div>
  );
}

/** Between two pages an entry can move and so arrive twice. */
function distinct<T extends { id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
