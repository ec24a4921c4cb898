import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from '@tanstack/react-router';
import type { Priority } from '../contract.ts';
import { ConversationPane } from '../conversation/ConversationPane.tsx';
import { NothingChosen } from '../conversation/NothingChosen.tsx';
import { Inbox } from '../inbox/Inbox.tsx';
import { isView, PRIORITIES } from '../inbox/views.ts';
import { useAccount } from '../session/useSession.ts';
import { PartnerShell } from './PartnerShell.tsx';
import { Shell } from './Shell.tsx';

export interface InboxSearch {
  q?: string;
  priority?: Priority;
  category?: string;
  late?: true;
}

const root = createRootRoute({ component: Root });

function Root() {
  return useAccount().role === 'partner' ? <PartnerShell /> : <Shell />;
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' }, replace: true });
  },
});

export const inboxRoute = createRoute({
  getParentRoute: () => root,
  path: '/inbox/$view',
  component: Inbox,
  validateSearch: searchOf,
  params: { parse: ({ view }) => ({ view: isView(view) ? view : ('waiting' as const) }) },
});

const nothingChosen = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: NothingChosen,
});

export const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/$conversationId',
  component: ConversationPane,
});

/** Loaded when somebody goes there: most of the day nobody does. */
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/Settings.tsx'), 'Settings'),
});

const settingsPage = createRoute({ getParentRoute: () => settings, path: '/$page' });
const settingsItem = createRoute({ getParentRoute: () => settings, path: '/$page/$item' });

/** The first-run guide. */
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../setup/Guide.tsx'), 'Guide'),
});

const tree = root.addChildren([
  home,
  inboxRoute.addChildren([nothingChosen, conversationRoute]),
  settings.addChildren([settingsPage, settingsItem]),
  setup,
]);

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    basepath: '/dashboard',
    defaultNotFoundComponent: () => <Navigate to="/" replace />,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

function searchOf(search: Record<string, unknown>): InboxSearch {
  const priority = PRIORITIES.find((known) => known === search.priority);
  return {
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(isSlug(search.category) ? { category: search.category } : {}),
    ...(search.late === true ? { late: true } : {}),
  };
}

/** Of a category; the server refuses what cannot be one. */
function isSlug(text: unknown): text is string {
  return typeof text === 'string' && /^[a-z][a-z0-9_-]{0,39}$/.test(text);
}
