import type { RefusalCode } from './contract.ts';
import { type Current, type FieldFault, type Parameters, Refusal } from './refusal.ts';
import type { Session } from './session.ts';

/** Milliseconds; longer than the server's own limits, so that its answer comes before ours. */
const TIMEOUT = 20_000;

/** Milliseconds by which the server's clock is ahead of this device's. */
let clockOffset = 0;

/** Milliseconds since 1970 by the clock of the server that answered last. */
export function serverNow(): number {
  return Date.now() + clockOffset;
}

export interface RequestOptions {
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  signal?: AbortSignal | undefined;
  /** Milliseconds; 20 s unless said otherwise. */
  timeout?: number;
}

/** The REST interface: JSON in, JSON out, refusals thrown, a refused token renewed once. */
export class Api {
  readonly #server: string;
  readonly #session: Session | null;

  /** @param session null for what needs no token: to sign in */
  constructor(server: string, session: Session | null) {
    this.#server = server;
    this.#session = session;
  }

  /**
   * One request below `/api/v1`.
   * @throws Refusal, or the `AbortError` that `signal` asked for
   */
  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const grant = await this.#session?.(this.#server);
    try {
      return await call<T>(this.#server, method, path, options, grant?.token);
    } catch (thrown) {
      if (!this.#session || !(thrown instanceof Refusal) || thrown.code !== 'unauthenticated') throw thrown;
      const { token } = await this.#session(this.#server, grant?.token);
      return call<T>(this.#server, method, path, options, token);
    }
  }
}

/** One request with this token, or none. */
export async function call<T>(
  server: string,
  method: string,
  path: string,
  { body, query, signal, timeout = TIMEOUT }: RequestOptions,
  token?: string,
): Promise<T> {
  const end = new AbortController();
  const abort = () => end.abort();
  const timer = setTimeout(abort, timeout);
  signal?.addEventListener('abort', abort);
  try {
    const response = await fetch(`${server}/api/v1${path}${searchOf(query)}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: end.signal,
    });
    clockOffset = (Date.parse(response.headers.get('Date') ?? '') || Date.now()) - Date.now();
    const content = await response.json().catch(() => undefined);
    if (!response.ok) throw refused(response, content);
    return content as T;
  } catch (thrown) {
    throw signal?.aborted ? thrown : Refusal.from(thrown);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function searchOf(query: RequestOptions['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]) => [name, `${value}`]))}`;
}

interface Problem {
  code?: RefusalCode;
  detail?: string;
  title?: string;
  errors?: FieldFault[];
  reason?: string;
  parameters?: Parameters;
  current?: Current;
}

/** An answer that is no problem+json comes from something in between, such as a proxy. */
function refused(response: Response, problem: Problem | undefined): Refusal {
  if (!problem?.code) return Refusal.unreachable();
  const first = problem.errors?.[0];
  return new Refusal({
    code: problem.code,
    message: problem.detail ?? problem.title ?? problem.code,
    field: first?.field ?? null,
    errors: problem.errors,
    retryAfter: Number(response.headers.get('Retry-After')) || null,
    reason: problem.reason ?? first?.reason,
    parameters: problem.parameters ?? first?.parameters,
    current: problem.current,
  });
}
