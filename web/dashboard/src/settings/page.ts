import type { ComponentType } from 'react';
import type { Account } from '../session/session.ts';
import type { Words } from './words.ts';

/** The side navigation's groups, in their order. */
export const GROUPS = ['you', 'people', 'conversations', 'website', 'desk'] as const;

/** One entry of the side navigation and everything below its address. */
export interface SettingsPage {
  /** The address: `/dashboard/settings/<id>`, and `/dashboard/settings/<id>/<item>` for one of its things. */
  id: string;
  group: (typeof GROUPS)[number];
  title: (words: Words) => string;
  /** Who finds it in the navigation; the server decides who may do what. */
  roles: readonly Account['role'][];
  /** `React.lazy` of a component. `item` is the rest of the address: an id, `new`, or null for the page itself. */
  component: ComponentType<{ item: string | null }>;
}

export const ADMINS: SettingsPage['roles'] = ['admin'];
/** Who has an account: partners have one of their own to look after, and nothing else here. */
export const EVERYBODY: SettingsPage['roles'] = ['agent', 'admin', 'partner'];
export const STAFF: SettingsPage['roles'] = ['agent', 'admin'];
