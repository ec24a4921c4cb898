import { Problem, problemOf } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call {
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  token?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  value: T;
  /** The server's clock when it answered: expiry times are compared with it, not with this machine's clock. */
  serverTime: number;
}

/** Longer than the server's own time limits, so that its answer wins over ours. */
const TIMEOUT_MS = 20_000;

/** One call to `/api/v1`. Throws a `Problem`, and nothing else but an `AbortError` the caller asked for. */
export async function request<T>(method: Method, path: string, call: Call = {}): Promise<Answer<T>> {
  const response = await reach(method, path, call);
  if (!response.ok) throw await problemOf(response);
  const value = response.status === 204 ? undefined : await response.json();
  return { value: value as T, serverTime: serverTimeOf(response) };
}

async function reach(method: Method, path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.token !== undefined) headers.authorization = `Bearer ${call.token}`;
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(`/api/v1${path}${queryText(call.query)}`, {
      method,
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
    });
  } catch (failure) {
    if (call.signal?.aborted) throw failure;
    throw new Problem('unreachable', 0, String(failure));
  }
}

function queryText(query: Call['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function serverTimeOf(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}
