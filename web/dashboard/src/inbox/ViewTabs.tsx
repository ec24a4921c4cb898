import { Link } from '@tanstack/react-router';
import { useStrings } from '../language/language.ts';
import { useInboxRoute } from './useInboxRoute.ts';
import { useCounts } from './useLiveInbox.ts';
import styles from './ViewTabs.module.css';
import { countOf, isOffered, VIEWS } from './views.ts';

export function ViewTabs() {
  const { views: words } = useStrings();
  const { filter, search } = useInboxRoute();
  const counts = useCounts();
  return (
    <ul className={styles.tabs}>
      {VIEWS.filter((view) => view === filter.view || isOffered(view, counts)).map((view) => {
        const count = countOf(view, counts);
        return (
          <li key={view}>
            <Link
              to="/inbox/$view"
              params={{ view }}
              search={search}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {words[view]}
              {count !== null && count > 0 && (
                <span className={view === 'waiting' ? styles.calls : styles.count}>{count}</span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
