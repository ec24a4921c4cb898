export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'conversation_closed'
  | 'too_large'
  | 'unsupported_type'
  | 'validation_failed'
  | 'rate_limited'
  | 'unavailable'
  /** Not the server's word: the request never reached it, or the answer never came back. */
  | 'unreachable';

export interface FieldError {
  field: string;
  message: string;
}

/** A refusal of the server (`application/problem+json`), or the failure to reach it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly errors: FieldError[];
  /** Seconds after which asking again may help. */
  readonly retryAfter: number | null;
  /** Of a conflict: what stands instead of what was expected. */
  readonly current: unknown;

  constructor(
    code: ProblemCode,
    status: number,
    detail: string,
    errors: FieldError[] = [],
    retryAfter: number | null = null,
    current: unknown = undefined,
  ) {
    super(detail);
    this.code = code;
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.current = current;
  }

  /** The first field that was refused. */
  get field(): string | null {
    return this.errors[0]?.field ?? null;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await readJson(response);
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return new Problem(
    codeOf(body.code, response.status),
    response.status,
    text(body.detail) ?? text(body.title) ?? response.statusText,
    Array.isArray(body.errors) ? (body.errors as FieldError[]) : [],
    Number.isNaN(retryAfter) ? null : retryAfter,
    body.current,
  );
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A proxy in front of the server answers without our code; its status still says what to do. */
function codeOf(code: unknown, status: number): ProblemCode {
  if (typeof code === 'string') return code as ProblemCode;
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  return 'unavailable';
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
