import type { Account as SessionAccount } from '../../session/session.ts';
import { type Configured, resource } from '../resource.ts';

export type Role = SessionAccount['role'];
export const ROLES: readonly Role[] = ['agent', 'admin', 'partner'];

/** An account as admins see it. */
export interface Account extends Configured {
  version: number;
  email: string;
  name: string;
  role: Role;
  /** Conversations at the same time. */
  maxActiveChats: number;
  departmentIds: readonly string[];
  languages: readonly string[];
  active: boolean;
  avatarColor: string | null;
  secondFactor: boolean;
  /** There is no password yet. */
  invited: boolean;
  lastUsedAt: string | null;
}

export interface InviteLink {
  link: string;
  expiresAt: string;
}

export const accounts = resource<Account>('/accounts');

/** What staff of this market answer in; an account may have others too. */
const LANGUAGES = ['en', 'ur', 'pa', 'sd', 'ps', 'hi', 'bn', 'ar', 'fa', 'zh'];

export function languageOptions(chosen: readonly string[], inLanguage: string) {
  const names = new Intl.DisplayNames([inLanguage], { type: 'language' });
  const tags = [...LANGUAGES, ...chosen.filter((tag) => !LANGUAGES.includes(tag))];
  return tags.map((id) => ({ id, name: names.of(id) ?? id }));
}

/** Text on each is white: they keep 4.5 to 1 against it, in both themes. */
export const AVATAR_COLOURS = {
  teal: '#0c6872',
  blue: '#1b5fae',
  violet: '#4457b8',
  plum: '#8a2f83',
  red: '#b3261e',
  orange: '#a3470a',
  green: '#19713f',
  slate: '#51616b',
} as const;
