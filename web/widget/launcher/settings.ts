import { type Answer, type Language, languageOf, siteOf } from '../site.ts';

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
  /** Who the visitor is, signed by the page's server. */
  identityToken: string;
}

const DEFAULT_COLOR = '#0c6872';

/** Null where the site shows no widget. Without an answer of the server the page's own settings do. */
export async function settingsOf({ src, dataset }: HTMLScriptElement): Promise<Settings | null> {
  const { siteKey = '', locale = navigator.language, color = '', theme = '', identityToken = '' } = dataset;
  const server = new URL(src).origin;
  const { site, isUnknown } = await answer(server, siteKey);
  if (isUnknown) return null;
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
    identityToken,
  };
}

/** Asked for only where the page names its site: a page with a strict policy may show the widget without `connect-src`.
 * The server notes where it was seen: this page, without its query. */
function answer(server: string, siteKey: string): Promise<Answer> {
  return siteKey
    ? siteOf(server, siteKey, { referrer: location.pathname, referrerPolicy: 'unsafe-url' })
    : Promise.resolve({ site: null, isUnknown: false });
}
