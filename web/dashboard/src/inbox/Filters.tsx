import { useEffect, useRef, useState } from 'react';
import type { Priority } from '../contract.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { filtersFor } from '../settings/desk/categories/categories.ts';
import { useCategories, useCategoryName } from '../settings/desk/categories/useCategories.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Filters.module.css';
import { useInboxRoute } from './useInboxRoute.ts';
import { useCounts } from './useLiveInbox.ts';
import { PRIORITIES } from './views.ts';

const PAUSE_MS = 250;

export function Filters() {
  const { inbox: words, priority: priorityWords } = useStrings();
  const { filter, narrow } = useInboxRoute();
  return (
    <search className={styles.filters}>
      <SearchField />
      <select
        aria-label={words.priority}
        value={filter.priority ?? ''}
        onChange={(event) => narrow({ priority: (event.target.value || null) as Priority | null })}
      >
        <option value="">{words.anyPriority}</option>
        {PRIORITIES.map((priority) => (
          <option key={priority} value={priority}>
            {priorityWords[priority]}
          </option>
        ))}
      </select>
      <CategoryFilter />
      <LateOnly />
    </search>
  );
}

function CategoryFilter() {
  const { inbox: words } = useStrings();
  const { filter, narrow } = useInboxRoute();
  const categories = useCategories();
  const nameOf = useCategoryName();
  return (
    <select
      aria-label={words.category}
      value={filter.category ?? ''}
      onChange={(event) => narrow({ category: event.target.value || null })}
    >
      <option value="">{words.anyCategory}</option>
      {filtersFor(categories, filter.category).map((slug) => (
        <option key={slug} value={slug}>
          {nameOf(slug)}
        </option>
      ))}
    </select>
  );
}

/** Offered while an answer is late somewhere: it is a mark of its own, whatever the priority. */
function LateOnly() {
  const { inbox: words, replyDue } = useStrings();
  const { filter, narrow } = useInboxRoute();
  const late = useCounts()?.overdue ?? 0;
  if (late === 0 && !filter.late) return null;
  return (
    <button
      type="button"
      className={styles.late}
      aria-pressed={filter.late}
      aria-label={words.lateOnly}
      onClick={() => narrow({ late: !filter.late })}
    >
      {replyDue.late}
    </button>
  );
}

function SearchField() {
  const { inbox: words } = useStrings();
  const { filter, narrow } = useInboxRoute();
  const [text, setText] = useState(filter.search);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => field.current?.focus() });

  // The server is asked when the typing pauses, not for each letter.
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === filter.search) return;
    const timer = setTimeout(() => narrow({ search: wanted }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, filter.search, narrow]);

  return (
    <div className={styles.search}>
      <Icon name="search" size={16} />
      <input
        ref={field}
        type="search"
        dir={text === '' ? undefined : 'auto'}
        aria-label={words.searchHint}
        placeholder={words.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text === '') event.currentTarget.blur();
          else setText('');
        }}
      />
    </div>
  );
}
