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
  /** Whether the bot answers here, where the desk has it on. */
  bot: boolean;
  /** What the desk says in its own words, by language and key. */
  texts: Partial<Record<Language, Record<string, string>>>;
  /** Whether somebody, or the bot, was there when it was asked. */
  available: boolean;
}

export type Language = 'en' | 'ur';
export type Field = 'name' | 'email' | 'phone' | 'category';

/** Milliseconds in which the server has to say how a site looks; else it looks as it comes. */
export const SITE_TIMEOUT = 4_000;

/** The site's language that is next to what the page or the browser speaks. */
export function languageOf(tag: string, site: Site | null | undefined): Language {
  const language = /^ur\b/i.test(tag) ? 'ur' : 'en';
  return !site || site.languages.includes(language) ? language : (site.languages[0] ?? 'en');
}
