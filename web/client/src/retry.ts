import { Backoff, pause } from './backoff.ts';
import { Refusal } from './refusal.ts';

/**
 * Repeats `task` until it succeeds, with growing waits. Rejects with a refusal that is not retryable, or when the
 * signal is aborted.
 * @param failed called before each wait with the number of failed attempts
 */
export async function retry<T>(
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
      if (signal?.aborted || !refusal.isRetryable) throw refusal;
      const wait = backoff.next(refusal.retryAfter);
      failed?.(backoff.attempt);
      await pause(wait, signal);
    }
  }
}
