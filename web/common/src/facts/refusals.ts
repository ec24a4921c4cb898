import type { Refusal } from '@switchboard/client';
import { isolate } from '../isolate.ts';

type Parameters = Readonly<Record<string, string>>;

export interface RefusalWords {
  /** By reason, which is more exact than the code. */
  reasons: Readonly<Record<string, (parameters: Parameters) => string>>;
  /** By code of the contract. */
  codes: Readonly<Record<string, string>>;
  /** For a code that is newer than this page. */
  unknown: string;
}

/**
 * What a failure means to the person in front of the screen, in their language. The server's own sentence is not shown:
 * it is for programmers, and in one language.
 */
export function refusalText(failure: unknown, { reasons, codes, unknown }: RefusalWords): string {
  const { code = '', reason = '', parameters = {}, retryAfter } = (failure ?? {}) as Partial<Refusal>;
  const values = Object.entries({ ...(retryAfter && { seconds: retryAfter }), ...parameters });
  const texts = Object.fromEntries(
    values.map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : String(value)]),
  );
  if (Object.hasOwn(reasons, reason)) return reasons[reason]?.(texts) ?? unknown;
  if (code === 'rate_limited' && texts.seconds) return reasons.too_often?.(texts) ?? unknown;
  return (Object.hasOwn(codes, code) && codes[code]) || unknown;
}
