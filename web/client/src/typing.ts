import type { Link } from './link.ts';

/** Milliseconds: the server forgets after 10 s, so a start is repeated well before; silence ends it. */
const REPEAT = 4_000;
const SILENCE = 5_000;
/** Code points of a preview that the server takes. */
const MAX_PREVIEW = 200;

/** Turns keystrokes into few starts and one stop. Both may be lost: nobody waits for an answer. */
export class Typing {
  readonly #link: () => Link | null;
  readonly #sent = new Map<string, { at: number; timer: ReturnType<typeof setTimeout> }>();

  constructor(link: () => Link | null) {
    this.#link = link;
  }

  keystroke(conversationId: string, preview?: string): void {
    const last = this.#sent.get(conversationId);
    clearTimeout(last?.timer);
    const due = !last || Date.now() - last.at >= REPEAT;
    if (due)
      this.#send('typing.start', {
        conversationId,
        ...(preview !== undefined && { preview: beginningOf(preview) }),
      });
    const timer = setTimeout(() => this.stop(conversationId), SILENCE);
    this.#sent.set(conversationId, { at: due ? Date.now() : last.at, timer });
  }

  stop(conversationId: string): void {
    if (!this.#forget(conversationId)) return;
    this.#send('typing.stop', { conversationId });
  }

  /** A message went out: whoever reads it knows that the typing is over. */
  sent(conversationId: string): void {
    this.#forget(conversationId);
  }

  close(): void {
    for (const conversationId of [...this.#sent.keys()]) this.#forget(conversationId);
  }

  #forget(conversationId: string): boolean {
    clearTimeout(this.#sent.get(conversationId)?.timer);
    return this.#sent.delete(conversationId);
  }

  #send(name: 'typing.start' | 'typing.stop', payload: { conversationId: string; preview?: string }): void {
    void this.#link()
      ?.command(name, payload)
      .catch(() => undefined);
  }
}

/** As much as the server takes. A code point has at most two units, so the rest of a long text is not looked at. */
function beginningOf(text: string): string {
  return Array.from(text.slice(0, 2 * MAX_PREVIEW))
    .slice(0, MAX_PREVIEW)
    .join('');
}
