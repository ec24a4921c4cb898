import { inkOn } from '../ink.ts';
import { type Language, languageOf, SITE_TIMEOUT, type Site } from '../site.ts';

/** What the launcher says in the address of the frame; see `launcher/chat.ts`. Nothing secret is among it. */
export interface Settings {
  siteKey: string;
  language: Language;
  color: string;
  theme: 'light' | 'dark' | null;
  /** The origin of the host's page: the only one this page speaks to. Null: opened on its own. */
  host: string | null;
  /** The page knows who its visitor is. */
  isKnown: boolean;
  /** Null where the server did not say. */
  site: Site | null;
}

/** Null where there is no such site, or the server could not be asked in time. */
export async function siteOf(siteKey: string): Promise<Site | null> {
  try {
    const query = new URLSearchParams({ siteKey });
    const signal = AbortSignal.timeout(SITE_TIMEOUT);
    const answer = await fetch(`/api/v1/widget-settings?${query}`, { signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function siteKeyIn(search: string): string {
  return new URLSearchParams(search).get('site') ?? '';
}

/** Whether the page can say who its visitor is. */
export function mayBeKnown(search: string): boolean {
  return new URLSearchParams(search).has('known');
}

/** Whether this page was loaded only to forget who was known. */
export function isFarewell(search: string): boolean {
  return new URLSearchParams(search).has('forget');
}

export function hostIn(search: string): string | null {
  return new URLSearchParams(search).get('host');
}

export function settingsFrom(search: string, site: Site | null, isKnown: boolean): Settings {
  const query = new URLSearchParams(search);
  const language = query.get('language') ?? navigator.language;
  const theme = query.get('theme');
  return {
    siteKey: siteKeyIn(search),
    language: languageOf(language, site),
    color: query.get('color') || site?.color || '',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    host: hostIn(search),
    isKnown,
    site,
  };
}

/** Puts them on the page before anything is drawn. */
export function applySettings({ language, theme, color }: Settings): void {
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === 'ur' ? 'rtl' : 'ltr';
  if (theme) root.dataset.theme = theme;
  if (/^#[\da-f]{6}$/i.test(color)) applyColor(root, color);
}

/** Areas have the site's own colour; as the accent of small things it is as dark or as light as
 * it must be to be read (OKLCH's lightness). */
function applyColor(root: HTMLElement, color: string): void {
  const set = (name: string, light: string, dark: string) =>
    root.style.setProperty(
      `--color-${name}`,
      `light-dark(oklch(from ${color} ${light} h), oklch(from ${color} ${dark} h))`,
    );
  root.style.setProperty('--area', color);
  root.style.setProperty('--on-area', inkOn(color));
  set('accent', 'min(l, 0.53) c', 'max(l, 0.78) c');
  set('accent-hover', 'min(l - 0.06, 0.47) c', 'max(l, 0.84) c');
  set('on-accent', '1 0', '0.2 0.02');
  set('accent-soft', '0.95 0.03', '0.32 0.05');
  set('on-accent-soft', '0.38 c', '0.88 0.06');
}
