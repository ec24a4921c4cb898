/** What the dashboard says, after each change of its form. */
export interface Preview {
  site: {
    color: string;
    position: 'left' | 'right';
    greeting: { en: string; ur: string };
  };
  language: 'en' | 'ur';
  theme: 'light' | 'dark';
  /** Whether somebody is at the desk. */
  isOpen: boolean;
}
