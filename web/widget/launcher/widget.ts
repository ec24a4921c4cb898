import { Chat } from './chat.ts';
import { settingsOf } from './settings.ts';

/**
 * `<script src="https://chat.example.com/widget.js" data-site-key="…" defer></script>` puts the button on a
 * page. It asks nobody but the server it came from, and needs of a strict policy no more than
 * `script-src` and `frame-src` for that server.
 *
 * The page may call `switchboard.open()` and `switchboard.close()`.
 */
const script = document.currentScript as HTMLScriptElement;
const chat = settingsOf(script).then((settings) => settings && new Chat(settings));

export const open = (): void => void chat.then((it) => it?.toggle(true));
export const close = (): void => void chat.then((it) => it?.toggle(false));
