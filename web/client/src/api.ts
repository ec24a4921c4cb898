import type { RefusalCode } from './contract.ts';
import { type Current, Refusal } from './refusal.ts';
import type { Session } from './session.ts';

/** The REST door: JSON in, JSON out, refusals thrown, a refused token renewed once. */
export class Api {
  readonly #server: string;
  readonly #session: Session;

  constructor(server: string, session: Session) {
    this.#server = server;
    this.#session = session;
  }

  async request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const { token } = await this.#session(this.#server);
    try {
      return await call<T>(this.#server, method, path, { token, body, signal });
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'unauthenticated') throw thrown;
      const renewed = await this.#session(this.#server, token);
      return call<T>(this.#server, method, path, { token: renewed.token, body, signal });
    }
  }
}

interface Call {
  token?: string | undefined;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** One request below `/api/v1`. */
export async function call<T>(server: string, method: string, path: string, options: Call): Promise<T> {
  const response = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: {
      Accept: 'application/json',
      ...(options.token && { Authorization: `Bearer ${options.token}` }),
      ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: options.signal ?? null,
  }).catch((fault) => {
    throw options.signal?.aborted ? fault : Refusal.unreachable();
  });
  const content = await response.json().catch(() => undefined);
  if (!response.ok) throw refused(response, content);
  return content as T;
}

interface Problem {
  code?: RefusalCode;
  detail?: string;
  title?: string;
  errors?: { field: string; message: string }[];
  current?: Current;
}

/** An answer that is no problem+json comes from something in between, such as a proxy. */
function refused(response: Response, problem: Problem | undefined): Refusal {
  if (!problem?.code) return Refusal.unreachable();
  return new Refusal({
    code: problem.code,
    message: problem.detail ?? problem.title ?? problem.code,
    field: problem.errors?.[0]?.field ?? null,
    retryAfter: Number(response.headers.get('Retry-After')) || null,
    current: problem.current,
  });
}
