import { Backoff, pause } from './backoff.ts';
import { Refusal } from './refusal.ts';

/**
 * Does `task` until it succeeds, with growing waits. Rejects at a refusal that no waiting will mend, or when
 * the signal says that nobody waits any more.
 * @param failed told before each wait how many tries have failed
 */
export async function persistently<T>(
  task: () => Promise<T>,
  signal?: AbortSignal,
  failed?: (tries: number) => void,
): Promise<T> {
  const backoff = new Backoff();
  for (;;) {
    try {
      return await task();
    } catch (thrown) {
      const refusal = Refusal.from(thrown);
      if (signal?.aborted || !refusal.passing) throw refusal;
      const wait = backoff.next(refusal.retryAfter);
      failed?.(backoff.attempt);
      await pause(wait, signal);
    }
  }
}
