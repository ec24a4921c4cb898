import type { Strings } from './en.ts';

/**
 * What a failure means to the person in front of the screen. Reads the code, never the server's text:
 * that one is for developers and in one language.
 */
export function problemText(failure: unknown, { problem }: Strings): string {
  const { code, retryAfter } = (failure ?? {}) as { code?: unknown; retryAfter?: number | null };
  if (code === 'rate_limited') return problem.rate_limited(retryAfter ?? null);
  if (typeof code === 'string' && code in problem) {
    return problem[code as Exclude<keyof typeof problem, 'rate_limited'>];
  }
  return problem.unavailable;
}
