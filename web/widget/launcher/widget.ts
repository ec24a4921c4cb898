import { Chat } from './chat.ts';
import { type Identity, settingsOf } from './settings.ts';

/**
 * `<script src="https://chat.example.com/widget.js" data-site-key="…" defer></script>` puts the button on a
 * page. It asks nobody but the server it came from, and needs of a strict policy no more than
 * `script-src` and `frame-src` for that server.
 *
 * The page may call `switchboard.open()`, `close()`, `identify(…)` and `forget()`.
 */
const script = document.currentScript as HTMLScriptElement;
const chat = settingsOf(script).then((settings) => settings && new Chat(settings));

export const open = (): void => void chat.then((it) => it?.toggle(true));
export const close = (): void => void chat.then((it) => it?.toggle(false));

/** The visitor has logged in: a token that the page's server signed, or a function that gives one when it is needed. */
export const identify = (identity: Identity): void => void chat.then((it) => it?.identify(identity));

/** The visitor has logged out: their chat ends here, and whoever comes next is anonymous. */
export const forget = (): void => void chat.then((it) => it?.forget());
