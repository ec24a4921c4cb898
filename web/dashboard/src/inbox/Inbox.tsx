import { Outlet } from '@tanstack/react-router';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { OfflineHint } from '../presence/OfflineHint.tsx';
import { ConversationList } from './ConversationList.tsx';
import { Filters } from './Filters.tsx';
import styles from './Inbox.module.css';
import { TakeNext } from './TakeNext.tsx';
import { useInboxRoute } from './useInboxRoute.ts';
import { ViewTabs } from './ViewTabs.tsx';
import { VIEWS } from './views.ts';

/** List beside conversation; on a phone, one of the two. */
export function Inbox() {
  const strings = useStrings();
  const { conversationId, filter, show } = useInboxRoute();
  useShortcuts(Object.fromEntries(VIEWS.map((view, index) => [String(index + 1), () => show(view)])));

  return (
    <main className={styles.inbox} data-open={conversationId === null ? undefined : ''}>
      <h1 className="visually-hidden">{strings.inbox.list(strings.views[filter.view])}</h1>
      <nav className={styles.list} aria-label={strings.views.label}>
        <ViewTabs />
        <OfflineHint />
        <Filters key={filter.view} />
        <TakeNext />
        <ConversationList key={JSON.stringify(filter)} />
      </nav>
      <Outlet />
    </main>
  );
}
