import { type Language, languageOf, SITE_TIMEOUT, type Site } from '../site.ts';

/** What the host's page says with `data-…` attributes of the script element, and the server about the site. */
export interface Settings {
  /** The server the script came from. */
  server: string;
  siteKey: string;
  language: Language;
  /** The page's own colour, or none. */
  color: string;
  /** Of the button. */
  buttonColor: string;
  theme: string;
  side: 'left' | 'right';
  /** While nobody is there, there is no button for those who have not written before. */
  isHidden: boolean;
  identity: Identity;
}

/** Who the visitor is, signed by the page's server, or what gives that when it is needed. Empty: nobody whom it knows. */
export type Identity = string | (() => string | Promise<string>);

const DEFAULT_COLOR = '#0c6872';
/** What the server takes of an address. */
const LONGEST_PAGE = 2_000;

/** Null where the site shows no widget. Without an answer of the server the page's own settings do. */
export async function settingsOf({ src, dataset }: HTMLScriptElement): Promise<Settings | null> {
  const { siteKey = '', locale = navigator.language, color = '', theme = '', identityToken = '' } = dataset;
  const server = new URL(src).origin;
  const site = await siteOn(server, siteKey);
  if (site === null) return null;
  const own = /^#[\da-f]{6}$/i.test(color) ? color : '';
  return {
    server,
    siteKey,
    language: languageOf(locale, site),
    color: own,
    buttonColor: own || site?.color || DEFAULT_COLOR,
    theme: theme === 'light' || theme === 'dark' ? theme : '',
    side: site?.position ?? 'right',
    isHidden: site?.outOfHours === 'hide' && !site.available,
    identity: identityToken,
  };
}

/**
 * Null: there is no such site. Undefined: the server did not answer in time, or the page's policy forbids to ask.
 *
 * Imported, not fetched: a strict policy has `script-src` for this script already, and needs no `connect-src`. The
 * server notes where it was asked, so the page's address goes along, without its query.
 */
async function siteOn(server: string, siteKey: string): Promise<Site | null | undefined> {
  const page = (location.origin + location.pathname).slice(0, LONGEST_PAGE);
  const query = new URLSearchParams({ siteKey, page, format: 'module' });
  const address = `${server}/api/v1/widget-settings?${query}`;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, SITE_TIMEOUT));
  try {
    return (await Promise.race([import(/* @vite-ignore */ address), late]))?.default;
  } catch {
    return undefined;
  }
}
