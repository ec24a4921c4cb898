import type { Language, Site } from '../site.ts';

/** What the dashboard says, after each change of its form. */
export interface Preview {
  site: Pick<Site, 'color' | 'logo' | 'position' | 'fields' | 'preChat' | 'outOfHours' | 'bot'> & {
    /** Empty: the words that come with the chat. */
    greeting: Record<Language, string>;
  };
  language: Language;
  theme: 'light' | 'dark';
  /** Whether somebody is at the desk. */
  isOpen: boolean;
}
