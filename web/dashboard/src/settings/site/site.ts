import { resource } from '../resource.ts';

export const LANGUAGES = ['en', 'ur'] as const;
export type SiteLanguage = (typeof LANGUAGES)[number];

export const POSITIONS = ['left', 'right'] as const;
export const FIELDS = ['name', 'email', 'phone', 'category'] as const;
export const FIELD_STATES = ['off', 'optional', 'required'] as const;
export const OUT_OF_HOURS = ['message', 'form', 'hide'] as const;

/** What an admin decides about a site. */
export interface SiteDecisions {
  key: string;
  name: string;
  active: boolean;
  allowedOrigins: readonly string[];
  /** `#rrggbb`. */
  color: string;
  /** A PNG or WebP image as base64. */
  logo: string | null;
  position: (typeof POSITIONS)[number];
  /** The preferred one first. */
  languages: readonly SiteLanguage[];
  /** Empty: the words that come with the chat. */
  greeting: Record<SiteLanguage, string>;
  fields: Record<(typeof FIELDS)[number], (typeof FIELD_STATES)[number]>;
  preChat: boolean;
  outOfHours: (typeof OUT_OF_HOURS)[number];
  typingPreview: boolean;
  /** Whether the bot answers here, where the desk has it on. */
  bot: boolean;
}

export interface Site extends Omit<SiteDecisions, 'greeting'> {
  greeting: Record<SiteLanguage, string | null>;
  id: string;
  version: number;
  lastSeen: { at: string; pageUrl: string | null } | null;
  identitySecret: { set: boolean; rotatedAt: string | null };
}

export const sites = resource<Site>('/sites');

/** The one that is used where a page names none; it stays. */
export const DEFAULT_KEY = 'default';

/** As a new site begins. */
export const NEW_SITE: SiteDecisions = {
  key: '',
  name: '',
  active: true,
  allowedOrigins: [],
  color: '#0c6872',
  logo: null,
  position: 'right',
  languages: ['en', 'ur'],
  greeting: { en: '', ur: '' },
  fields: { name: 'optional', email: 'optional', phone: 'off', category: 'off' },
  preChat: false,
  outOfHours: 'message',
  typingPreview: false,
  bot: true,
};

export function decisionsOf(site: Site): SiteDecisions {
  const { key, name, active, allowedOrigins, color, logo, position } = site;
  const { languages, greeting, fields, preChat, outOfHours, typingPreview, bot } = site;
  return {
    ...{ key, name, active, allowedOrigins, color, logo, position },
    ...{ languages, fields, preChat, outOfHours, typingPreview, bot },
    greeting: { en: greeting.en ?? '', ur: greeting.ur ?? '' },
  };
}

/** A key as the server takes it, made of a name; empty where nothing of it is left. */
export function keyFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

/** The line for a page's HTML. Keys hold nothing that would need to be escaped. */
export function snippet(server: string, key: string): string {
  return `<script src="${server}/widget.js" data-site-key="${key}" defer></script>`;
}
