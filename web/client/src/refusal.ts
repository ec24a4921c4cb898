import type { RefusalCode } from './contract.ts';

/** What every refused command and request rejects with: a code of the contract, never just a text. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** The offending field of what was sent. */
  readonly field: string | null;
  /** Seconds after which asking again may help. */
  readonly retryAfter: number | null;

  constructor(error: {
    code: RefusalCode;
    message: string;
    field?: string | null;
    retryAfter?: number | null;
  }) {
    super(error.message);
    this.code = error.code;
    this.field = error.field ?? null;
    this.retryAfter = error.retryAfter ?? null;
  }
}
