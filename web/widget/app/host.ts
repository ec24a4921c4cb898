/** The page around the frame: what it says and hears. Only the origin that the launcher named is listened to, and from
 * the first moment on: it speaks as soon as the frame is loaded. */
export class Host {
  /** Whether the chat is in sight, as far as the page around it knows. */
  isOpen: boolean;
  readonly #origin: string | null;
  #listener: ((isOpen: boolean) => void) | null = null;
  #forget: (() => void) | null = null;

  constructor(origin: string | null) {
    this.#origin = origin;
    this.isOpen = origin === null;
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== parent || origin !== this.#origin) return;
      if (data.switchboard === 'forget') this.#forget?.();
      if (data.switchboard !== 'open') return;
      this.isOpen = data.isOpen === true;
      this.#listener?.(this.isOpen);
    });
  }

  /** Calls `listener` when the chat comes into sight or leaves it. */
  subscribe(listener: (isOpen: boolean) => void): void {
    this.#listener = listener;
  }

  /** Whether there is a page around it that can close it. */
  get isThere(): boolean {
    return this.#origin !== null && parent !== window;
  }

  /** Calls `listener` when the visitor has logged out of the page. */
  onForget(listener: () => void): void {
    this.#forget = listener;
  }

  /** What the page's server says of its visitor, signed. Empty: nobody. Null: the page could not get it. */
  identity(): Promise<string | null> {
    return new Promise((resolve) => {
      addEventListener('message', ({ source, origin, data }) => {
        if (source === parent && origin === this.#origin && data.switchboard === 'identity')
          resolve(data.token);
      });
      this.#say({ switchboard: 'identity' });
    });
  }

  close(): void {
    this.#say({ switchboard: 'close' });
  }

  /** Nothing is kept of a visitor who has logged out, here or in another tab: the page may take this chat away. */
  forgotten(): void {
    this.#say({ switchboard: 'forgotten' });
  }

  unread(count: number): void {
    this.#say({ switchboard: 'unread', count });
  }

  /** A conversation exists: the next page may load the chat at once. */
  started(): void {
    this.#say({ switchboard: 'started' });
  }

  #say(news: object): void {
    if (this.isThere && this.#origin) parent.postMessage(news, this.#origin);
  }
}
