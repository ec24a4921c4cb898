/** Growing, jittered waits, so that a thousand clients do not come back in the same moment. */
export class Backoff {
  attempt = 0;
  readonly #first: number;
  readonly #most: number;

  /** Milliseconds: the first wait, and the longest. */
  constructor(first = 500, most = 30_000) {
    this.#first = first;
    this.#most = most;
  }

  /** Between half and all of a wait that doubles each time; never less than what the server asked for. */
  next(retryAfterSeconds?: number | null): number {
    const wait = Math.min(this.#most, this.#first * 2 ** this.attempt++);
    return Math.max((retryAfterSeconds ?? 0) * 1000, wait * (0.5 + Math.random() / 2));
  }

  reset(): void {
    this.attempt = 0;
  }
}

/** Waits; ends early when the network comes back or the signal says that nobody waits any more. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    globalThis.addEventListener?.('online', done);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
