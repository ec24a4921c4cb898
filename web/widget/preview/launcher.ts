import { BUBBLE, icon } from '../launcher/icons.ts';
import { styleSheet } from '../launcher/style.ts';
import type { Preview } from './preview.ts';

const root = document.createElement('switchboard-chat');
const shadow = root.attachShadow({ mode: 'open' });

/** The launcher's button as it looks, without what it does. */
export function showLauncher({ color, position }: Preview['site'], language: Preview['language']): void {
  root.lang = language;
  root.dir = language === 'ur' ? 'rtl' : 'ltr';
  shadow.adoptedStyleSheets = [styleSheet(color, position)];
  if (root.isConnected) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.setAttribute('aria-hidden', 'true');
  button.append(icon(BUBBLE));
  shadow.append(button);
  document.body.append(root);
}
