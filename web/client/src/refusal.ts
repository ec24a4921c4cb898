import type { RefusalCode } from './contract.ts';

/** One faulty field of what was sent. */
export interface FieldFault {
  /** Its path: `name`, `greeting.en`. */
  field: string;
  message: string;
  reason?: string;
  parameters?: Parameters;
}

/** The plain parts of a refusal, as they travel and are stored. */
export interface RefusalFacts {
  code: RefusalCode;
  message: string;
  /** The offending field of what was sent. */
  field?: string | null;
  /** All of them, where more than one can be faulty: the answer to a form. */
  errors?: readonly FieldFault[] | undefined;
  /** Seconds after which asking again may help. */
  retryAfter?: number | null;
  /** Why, more exactly than the code: what a text in the reader's language is made from, with `parameters`. */
  reason?: string | undefined;
  parameters?: Parameters | undefined;
  /** Of a conflict: what stands instead of what was expected. */
  current?: Current | undefined;
}

export type Parameters = Readonly<Record<string, string | number>>;

/** A text, labels, an agent or a department; null: none. */
export type Current = string | string[] | { id: string; name: string } | null;

/** What every refused command and request rejects with: a code of the contract, never just a text. */
export class Refusal extends Error implements RefusalFacts {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly field: string | null;
  readonly errors: readonly FieldFault[];
  readonly retryAfter: number | null;
  readonly reason: string | undefined;
  readonly parameters: Parameters | undefined;
  readonly current: Current | undefined;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.code = facts.code;
    this.field = facts.field ?? null;
    this.errors = facts.errors ?? [];
    this.retryAfter = facts.retryAfter ?? null;
    this.reason = facts.reason;
    this.parameters = facts.parameters;
    this.current = facts.current;
  }

  /** The server cannot be reached, or the connection broke before the answer came. */
  static unreachable(): Refusal {
    const message = 'The server cannot be reached.';
    return new Refusal({ code: 'unavailable', reason: 'unreachable', message });
  }

  /** A message in which nothing can be seen, which the server would refuse. */
  static blank(): Refusal {
    const message = 'Write something first.';
    return new Refusal({ code: 'validation_failed', reason: 'empty_message', message, field: 'content' });
  }

  /** The page's visitor has logged out of this session, or cannot begin one. */
  static signedOut(): Refusal {
    return new Refusal({ code: 'unauthenticated', message: 'There is no session. Log in again.' });
  }

  /** What the server would not answer but close the connection for. */
  static tooLarge(): Refusal {
    return new Refusal({ code: 'too_large', message: 'This is too long to be sent at once.' });
  }

  /** Anything that was thrown, as a refusal: what is none was a broken connection. */
  static from(thrown: unknown): Refusal {
    return thrown instanceof Refusal ? thrown : Refusal.unreachable();
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get isRetryable(): boolean {
    return this.code === 'rate_limited' || this.code === 'unavailable';
  }

  get facts(): RefusalFacts {
    const { code, message, field, retryAfter, reason, parameters, current } = this;
    return {
      ...{ code, message, field, retryAfter },
      ...(reason !== undefined && { reason }),
      ...(parameters !== undefined && { parameters }),
      ...(current !== undefined && { current }),
    };
  }
}
