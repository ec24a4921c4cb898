/** What the server says of the site: `GET /widget-settings`. */
export interface Site {
  color: string;
  /** A `data:` URL. */
  logo: string | null;
  position: 'left' | 'right';
  languages: Language[];
  greeting: Record<Language, string | null>;
  fields: Record<Field, 'off' | 'optional' | 'required'>;
  preChat: boolean;
  outOfHours: 'message' | 'form' | 'hide';
  typingPreview: boolean;
  /** What the desk says in its own words, by language and key. */
  texts: Partial<Record<Language, Record<string, string>>>;
  /** Whether somebody, or the bot, was there when it was asked. */
  available: boolean;
}

export type Language = 'en' | 'ur';
export type Field = 'name' | 'email' | 'phone' | 'category';

/** Null where there is no such site, or the server could not be asked in time. */
export async function siteOf(server: string, siteKey: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const query = new URLSearchParams({ siteKey });
    const signal = AbortSignal.timeout(4_000);
    const answer = await fetch(`${server}/api/v1/widget-settings?${query}`, { ...init, signal });
    return { site: answer.ok ? await answer.json() : null, isUnknown: answer.status === 404 };
  } catch {
    return { site: null, isUnknown: false };
  }
}

export interface Answer {
  site: Site | null;
  /** There is no such site, or it is not active. */
  isUnknown: boolean;
}

/** The site's language that is next to what the page or the browser speaks. */
export function languageOf(tag: string, site: Site | null): Language {
  const language = /^ur\b/i.test(tag) ? 'ur' : 'en';
  return !site || site.languages.includes(language) ? language : (site.languages[0] ?? 'en');
}
