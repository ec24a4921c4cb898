/** What the host's page says with `data-…` attributes of the script element. */
export interface Settings {
  /** The server the script came from. */
  server: string;
  siteKey: string;
  language: 'en' | 'ur';
  color: string;
  theme: string;
}

const DEFAULT_COLOR = '#0c6872';

export function settingsOf({ src, dataset }: HTMLScriptElement): Settings {
  const { siteKey = '', locale = navigator.language, color = '', theme = '' } = dataset;
  return {
    server: new URL(src).origin,
    siteKey,
    language: /^ur\b/i.test(locale) ? 'ur' : 'en',
    color: /^#[\da-f]{6}$/i.test(color) ? color : DEFAULT_COLOR,
    theme: theme === 'light' || theme === 'dark' ? theme : '',
  };
}
