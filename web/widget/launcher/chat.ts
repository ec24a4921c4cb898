import { BUBBLE, CROSS, draw, icon } from './icons.ts';
import type { Identity, Settings } from './settings.ts';
import { styleSheet } from './style.ts';
import { WORDS } from './words.ts';

/** Set once somebody has written: then the chat loads with the page, to show what is unread. */
const STARTED = 'switchboard.started';
/** Milliseconds that a chat has to forget its visitor: longer only where the server cannot be reached. */
const FAREWELL = 5_000;

/** Milliseconds that the page has to say who its visitor is. */
const IDENTITY_TIMEOUT = 10_000;

/** What the chat inside the frame says to this page; see `app/host.ts`. */
type News =
  | { switchboard: 'unread'; count: number }
  | { switchboard: 'started' | 'close' | 'identity' | 'forgotten' };

/** The button, and the frame that it opens. */
export class Chat {
  readonly #settings: Settings;
  readonly #root: ShadowRoot;
  readonly #button = document.createElement('button');
  readonly #icon = icon(BUBBLE);
  readonly #badge = document.createElement('b');
  #frame: HTMLIFrameElement | null = null;
  #isLoaded = false;
  #isOpen = false;
  /** The chat that is loaded was told who the visitor is. */
  #isKnown = false;
  /** The chat is there only to forget its visitor. */
  #isForgetting = false;
  #unread = 0;
  #identity: Identity;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#identity = settings.identity;
    const host = document.createElement('switchboard-chat');
    host.lang = settings.language;
    host.dir = settings.language === 'ur' ? 'rtl' : 'ltr';
    this.#root = host.attachShadow({ mode: 'closed' });
    this.#root.adoptedStyleSheets = [styleSheet(settings.buttonColor, settings.side)];
    this.#button.type = 'button';
    this.#button.append(this.#icon, this.#badge);
    this.#button.onclick = () => this.toggle(!this.#isOpen);
    this.#root.append(this.#button);
    this.#show();
    document.body.append(host);
    addEventListener('message', (message) => this.#heard(message));
    addEventListener('keydown', ({ key }) => key === 'Escape' && this.#isOpen && this.toggle(false));
    if (remembered()) this.#load().hidden = true;
  }

  toggle(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) this.#load();
    this.#show();
    this.#tell();
    if (isOpen) this.#frame?.focus();
    else this.#button.focus();
  }

  /** An anonymous chat that is loaded starts anew as the visitor's; one that is known stays so until it is forgotten. */
  identify(identity: Identity): void {
    this.#identity = identity;
    if (!this.#frame || this.#isKnown || this.#isForgetting) return;
    this.#unload();
    this.#load();
    this.#show();
  }

  /** Whoever comes next is anonymous. Only the frame can delete what is kept, so it is loaded if it was not. */
  forget(): void {
    this.#logOut();
    if (!this.#isForgetting) {
      this.#isForgetting = true;
      const frame = this.#load();
      setTimeout(() => this.#forgotten(frame), FAREWELL);
    }
    this.#tell();
    this.#show();
  }

  #logOut(): void {
    this.#identity = '';
    this.#isOpen = false;
    this.#unread = 0;
    store(null);
  }

  /** By this page, or in another tab. A chat that was opened meanwhile is that of whoever came next. */
  #forgotten(frame: HTMLIFrameElement): void {
    if (frame !== this.#frame) return;
    if (!this.#isForgetting) this.#logOut();
    this.#unload();
    if (this.#isOpen) this.toggle(true);
  }

  #unload(): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#isLoaded = false;
    this.#isKnown = false;
    this.#isForgetting = false;
    this.#unread = 0;
  }

  #load(): HTMLIFrameElement {
    if (this.#frame) return this.#frame;
    const { server, siteKey, language, color, theme } = this.#settings;
    const frame = document.createElement('iframe');
    const query = new URLSearchParams({ site: siteKey, language, color, theme, host: location.origin });
    // The token itself is never in an address: the frame asks for it.
    if (this.#identity) query.set('known', '1');
    if (this.#isForgetting) query.set('forget', '1');
    frame.src = `${server}/widget/?${query}`;
    frame.title = WORDS[language].title;
    frame.onload = () => {
      this.#isLoaded = true;
      this.#tell();
    };
    this.#root.prepend(frame);
    this.#frame = frame;
    return frame;
  }

  #show(): void {
    const words = WORDS[this.#settings.language];
    const label = this.#unread > 0 ? words.unread(this.#unread) : words.open;
    if (this.#frame) this.#frame.hidden = !this.#isOpen || this.#isForgetting;
    this.#button.hidden = this.#settings.isHidden && !this.#isOpen && !remembered();
    this.#button.setAttribute('aria-label', this.#isOpen ? words.close : label);
    this.#button.setAttribute('aria-expanded', String(this.#isOpen));
    this.#button.className = this.#isOpen ? 'open' : '';
    this.#badge.textContent = this.#unread > 0 && !this.#isOpen ? String(Math.min(this.#unread, 99)) : '';
    draw(this.#icon, this.#isOpen ? CROSS : BUBBLE);
  }

  /** Only an open chat may mark messages as read. */
  #tell(): void {
    if (!this.#isLoaded) return;
    this.#say(this.#isForgetting ? { switchboard: 'forget' } : { switchboard: 'open', isOpen: this.#isOpen });
  }

  #say(message: object): void {
    this.#frame?.contentWindow?.postMessage(message, this.#settings.server);
  }

  /** Null: the page failed to say who it is, or took too long. That is no log-out. */
  async #tellIdentity(): Promise<void> {
    const identity = this.#identity;
    const frame = this.#frame;
    const ask = async () => (typeof identity === 'function' ? identity() : identity);
    const late = new Promise<never>((_, reject) => setTimeout(reject, IDENTITY_TIMEOUT));
    const token = await Promise.race([ask(), late]).then(
      (said) => said || '',
      () => null,
    );
    // The answer may be late, and no longer this visitor's.
    if (frame !== this.#frame || this.#isForgetting) return;
    this.#isKnown = !!token;
    this.#say({ switchboard: 'identity', token });
  }

  #heard({ origin, source, data }: MessageEvent<News>): void {
    const frame = this.#frame;
    if (!frame || origin !== this.#settings.server || source !== frame.contentWindow) return;
    if (data.switchboard === 'forgotten') this.#forgotten(frame);
    else if (this.#isForgetting) return;
    if (data.switchboard === 'close') this.toggle(false);
    if (data.switchboard === 'started') store('1');
    if (data.switchboard === 'identity') void this.#tellIdentity();
    if (data.switchboard === 'unread') this.#unread = data.count;
    this.#show();
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(STARTED) !== null;
  } catch {
    return false;
  }
}

function store(started: string | null): void {
  try {
    if (started) localStorage.setItem(STARTED, started);
    else localStorage.removeItem(STARTED);
  } catch {
    // The page's storage is blocked: the badge then shows only after the chat was opened.
  }
}
