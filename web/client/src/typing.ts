import type { Link } from './link.ts';

/** Milliseconds: the server forgets after 10 s, so a start is repeated well before; silence ends it. */
const REPEAT = 4_000;
const SILENCE = 5_000;
/** Code points of a preview that the server takes. */
const MOST_IN_PREVIEW = 200;

/** Turns keystrokes into few starts and one stop. Both may be lost: nobody waits for an answer. */
export class Typing {
  readonly #link: () => Link | null;
  readonly #said = new Map<string, { at: number; timer: ReturnType<typeof setTimeout> }>();

  constructor(link: () => Link | null) {
    this.#link = link;
  }

  keystroke(conversationId: string, preview?: string): void {
    const said = this.#said.get(conversationId);
    clearTimeout(said?.timer);
    const due = !said || Date.now() - said.at >= REPEAT;
    if (due)
      this.#say('typing.start', {
        conversationId,
        ...(preview !== undefined && { preview: begun(preview) }),
      });
    const timer = setTimeout(() => this.stop(conversationId), SILENCE);
    this.#said.set(conversationId, { at: due ? Date.now() : said.at, timer });
  }

  stop(conversationId: string): void {
    if (!this.#forget(conversationId)) return;
    this.#say('typing.stop', { conversationId });
  }

  /** A message went out: whoever reads it knows that the typing is over. */
  sent(conversationId: string): void {
    this.#forget(conversationId);
  }

  close(): void {
    for (const conversationId of [...this.#said.keys()]) this.#forget(conversationId);
  }

  #forget(conversationId: string): boolean {
    clearTimeout(this.#said.get(conversationId)?.timer);
    return this.#said.delete(conversationId);
  }

  #say(name: 'typing.start' | 'typing.stop', payload: { conversationId: string; preview?: string }): void {
    void this.#link()
      ?.command(name, payload)
      .catch(() => undefined);
  }
}

/** The beginning of it. No code point has more than two units, and the rest of a long text is not looked at. */
function begun(text: string): string {
  return Array.from(text.slice(0, 2 * MOST_IN_PREVIEW))
    .slice(0, MOST_IN_PREVIEW)
    .join('');
}
