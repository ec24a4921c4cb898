import { Problem } from '../rest/problem.ts';
import { type Answer, request } from '../rest/request.ts';

export interface Account {
  id: string;
  email: string;
  name: string;
  role: 'agent' | 'admin' | 'partner';
}

export type Session =
  | { state: 'starting' }
  | { state: 'unreachable' }
  | { state: 'signedOut'; because: 'never' | 'ended' | 'left' }
  | { state: 'signedIn'; account: Account };

/** The answer of `POST /sessions` and `POST /sessions/refresh`. */
export interface Grant {
  account: Account;
  token: string;
  expiresAt: string;
}

/** The access token lives here and nowhere else: no storage, no URL, no React state. */
interface Access {
  token: string;
  /** In this machine's clock. */
  expiresAt: number;
}

const RENEW_BEFORE_MS = 60_000;
const RETRY_MS = 5_000;
const SIGNED_IN_KEY = 'switchboard.signed-in';

let session: Session = { state: 'starting' };
let access: Access | null = null;
let renewal: Promise<string> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Grows when somebody signs in or out, so that a renewal that was under way cannot bring the old session back. */
let generation = 0;
const listeners = new Set<() => void>();
const otherTabs = new BroadcastChannel('switchboard.session');

otherTabs.onmessage = (message) => {
  if (message.data === 'signed-out' && session.state === 'signedIn') forget('left');
  if (message.data === 'signed-in' && session.state === 'signedOut') void resume();
};

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentSession(): Session {
  return session;
}

/** On load: the refresh cookie, if there is one, brings the session back. */
export async function resume(): Promise<void> {
  if (localStorage.getItem(SIGNED_IN_KEY) === null) return become({ state: 'signedOut', because: 'never' });
  try {
    await renewedToken();
  } catch {
    if (session.state === 'starting') become({ state: 'unreachable' });
    if (session.state === 'unreachable') schedule(RETRY_MS, () => void resume());
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  const answer = await request<Grant>('POST', '/sessions', { body: { email, password } });
  generation++;
  adopt(answer);
  otherTabs.postMessage('signed-in');
}

/** Leaves at once on this screen; the server ends the session's sockets within seconds. */
export async function signOut(): Promise<void> {
  const token = access?.token;
  forget('left');
  otherTabs.postMessage('signed-out');
  if (token === undefined) return;
  // Who leaves gets no new conversation, not even in the minutes for which an absence is forgiven.
  await request('PUT', '/me/presence', { token, body: { status: 'offline' } }).catch(() => undefined);
  await request('DELETE', '/sessions/current', { token }).catch(() => undefined);
}

/** For the socket: the token that should work now. `refused`: the one the server has just turned down. */
export async function grant(refused?: string): Promise<Grant> {
  if (refused !== undefined && access?.token === refused) await renewedToken();
  else await freshToken();
  if (session.state !== 'signedIn' || access === null)
    throw new Problem('unauthenticated', 401, 'Signed out.');
  return {
    account: session.account,
    token: access.token,
    expiresAt: new Date(access.expiresAt).toISOString(),
  };
}

export async function freshToken(): Promise<string> {
  if (access !== null && access.expiresAt > Date.now()) return access.token;
  return renewedToken();
}

/** One renewal at a time, in this tab and among all tabs: the cookie rotates, and the old one is worth nothing. */
export function renewedToken(): Promise<string> {
  renewal ??= amongTabs(rotate).finally(() => {
    renewal = null;
  });
  return renewal;
}

function amongTabs(work: () => Promise<string>): Promise<string> {
  // navigator.locks needs a secure context; a desk served over plain HTTP does without.
  return 'locks' in navigator ? navigator.locks.request('switchboard.session', work) : work();
}

async function rotate(): Promise<string> {
  const started = generation;
  try {
    const answer = await request<Grant>('POST', '/sessions/refresh');
    if (started !== generation) throw new Problem('unauthenticated', 401, 'The session ended meanwhile.');
    return adopt(answer);
  } catch (failure) {
    if (started === generation && isRefused(failure)) forget('ended');
    throw failure;
  }
}

/** As opposed to: not reached, overloaded, told to wait. */
function isRefused(failure: unknown): boolean {
  return (
    failure instanceof Problem && failure.status >= 400 && failure.status < 500 && failure.status !== 429
  );
}

function adopt({ value, serverTime }: Answer<Grant>): string {
  const lifetime = Date.parse(value.expiresAt) - serverTime;
  access = { token: value.token, expiresAt: Date.now() + lifetime };
  localStorage.setItem(SIGNED_IN_KEY, 'yes');
  scheduleRenewal(Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2));
  if (session.state !== 'signedIn' || session.account.id !== value.account.id) {
    become({ state: 'signedIn', account: value.account });
  }
  return value.token;
}

function scheduleRenewal(delay: number): void {
  schedule(delay, () =>
    renewedToken().catch(() => session.state === 'signedIn' && scheduleRenewal(RETRY_MS)),
  );
}

function schedule(delay: number, work: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(work, delay);
}

function forget(because: 'ended' | 'left'): void {
  generation++;
  access = null;
  clearTimeout(timer);
  localStorage.removeItem(SIGNED_IN_KEY);
  become({ state: 'signedOut', because });
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}
