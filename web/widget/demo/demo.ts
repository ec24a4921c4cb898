import { URDU } from './words.ts';

declare global {
  interface Window {
    switchboard?: { open(): void };
  }
}

const query = new URLSearchParams(location.search);
const language = query.get('lang') === 'ur' ? 'ur' : 'en';
const theme = query.get('theme');

translate();
embed();
document.getElementById('help')?.addEventListener('click', () => window.switchboard?.open());

function translate(): void {
  const root = document.documentElement;
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a')) keepOtherSettings(link);
  if (language !== 'ur') return;
  root.lang = 'ur';
  root.dir = 'rtl';
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = URDU[element.dataset.word ?? ''] ?? element.textContent;
}

function keepOtherSettings(link: HTMLAnchorElement): void {
  const settings = new URLSearchParams([...query, ...new URL(link.href).searchParams]);
  link.search = `${new URLSearchParams([...new Map(settings)])}`;
  const { language: linked, themeLink } = link.dataset;
  if (linked === language || (themeLink && themeLink === theme)) link.setAttribute('aria-current', 'true');
}

/** What a shop would write into its page as one line of HTML. */
function embed(): void {
  const script = document.createElement('script');
  script.src = '/widget.js';
  script.dataset.siteKey = 'demo';
  script.dataset.locale = language;
  if (theme) script.dataset.theme = theme;
  document.body.append(script);
}
