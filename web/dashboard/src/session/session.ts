import { Api, Refusal, type Session, type StaffSignIn, staffSession } from '@switchboard/client';

export interface Account {
  id: string;
  email: string;
  name: string;
  role: 'agent' | 'admin' | 'partner';
  avatarColor?: string | null;
  /** Of the screens, where the account has chosen one. */
  language?: string | null;
}

export type SessionState =
  | { state: 'starting' }
  | { state: 'unreachable' }
  | { state: 'signedOut'; because: 'never' | 'ended' | 'left' }
  | { state: 'signedIn'; account: Account };

/** The answer of `POST /sessions` and `POST /sessions/refresh`. */
type SignIn = StaffSignIn & { account: Account };

const RETRY_MS = 5_000;
const SIGNED_IN_KEY = 'switchboard.signed-in';

let current: SessionState = { state: 'starting' };
/** Keeps the access token of whoever is signed in, in memory and nowhere else: no storage, no URL, no React state. */
let tokens: Session;
/** What the log-in page was answered, until the session asks for its first token. */
let signInAnswer: SignIn | null = null;
/** Grows when somebody signs in or out: a renewal of an older session may not bring that one back. */
let generation = 0;
const listeners = new Set<() => void>();
const otherTabs = new BroadcastChannel('switchboard.session');
/** Signing in needs no token; its cookie is sent by the browser. */
const anonymous = new Api(location.origin, null);

/** The session of this page, for the socket and for requests. */
export const session: Session = (server, refused) => tokens(server, refused);

/** Requests as the account that is signed in. */
export const api = new Api(location.origin, session);

beginSession();

otherTabs.onmessage = ({ data }) => {
  if ((data === 'signed-out' || data === 'ended') && current.state === 'signedIn')
    forget(data === 'ended' ? 'ended' : 'left');
  if (data === 'signed-in' && current.state === 'signedOut') void resume();
};

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentSession(): SessionState {
  return current;
}

/** On load: the refresh cookie, if there is one, brings the session back. */
export async function resume(): Promise<void> {
  if (localStorage.getItem(SIGNED_IN_KEY) === null) {
    become({ state: 'signedOut', because: 'never' });
    return;
  }
  try {
    await session(location.origin);
  } catch {
    if (current.state === 'starting') become({ state: 'unreachable' });
    if (current.state === 'unreachable') setTimeout(() => void resume(), RETRY_MS);
  }
}

/** @param totp of the second factor, where the account has one: six digits or a recovery code */
export async function signIn(email: string, password: string, totp?: string): Promise<void> {
  const body = { email, password, ...(totp !== undefined && { totp }) };
  await enter(await anonymous.request<SignIn>('POST', '/sessions', { body }));
}

/** Whom a link is for: an invitation, or to choose a new password. */
export interface Invite {
  purpose: 'invite' | 'reset';
  email: string;
  name: string;
  expiresAt: string;
}

export function readInvite(token: string): Promise<Invite> {
  return anonymous.request<Invite>('POST', inviteOf(token), { body: {} });
}

/** Sets the password, uses up the link and logs in; whoever was logged in here no longer is. */
export async function acceptInvite(
  token: string,
  body: { password: string; name?: string; totp?: string },
): Promise<void> {
  const answer = await anonymous.request<SignIn>('POST', inviteOf(token), { body });
  if (current.state === 'signedIn' && current.account.id !== answer.account.id) forget('left');
  await enter(answer);
}

function inviteOf(token: string): string {
  return `/invites/${encodeURIComponent(token)}`;
}

async function enter(answer: SignIn): Promise<void> {
  signInAnswer = answer;
  beginSession();
  await session(location.origin);
  otherTabs.postMessage('signed-in');
}

/** One's own account was edited on this page. */
export function amendAccount(change: Partial<Account>): void {
  if (current.state === 'signedIn') become({ state: 'signedIn', account: { ...current.account, ...change } });
}

/** Signs out at once on this screen; the server ends the session's sockets within seconds. */
export async function signOut(): Promise<void> {
  const leaving = new Api(location.origin, tokens);
  forget('left');
  otherTabs.postMessage('signed-out');
  // Who signs out gets no new conversation, not even in the minutes for which an absence is forgiven.
  await leaving.request('PUT', '/me/presence', { body: { status: 'offline' } }).catch(() => undefined);
  await leaving.request('DELETE', '/sessions/current').catch(() => undefined);
}

/** Asked by session `number` for its first token, and for each one after it. */
async function refresh(number: number): Promise<SignIn> {
  try {
    const answer = signInAnswer ?? (await oneTabAtATime(() => rotate(number)));
    signInAnswer = null;
    assertCurrent(number);
    adopt(answer.account);
    return answer;
  } catch (failure) {
    if (number === generation && !Refusal.from(failure).isRetryable) {
      forget('ended');
      otherTabs.postMessage('ended');
    }
    throw failure;
  }
}

async function rotate(number: number): Promise<SignIn> {
  assertCurrent(number);
  return anonymous.request<SignIn>('POST', '/sessions/refresh');
}

function assertCurrent(number: number): void {
  if (number !== generation) throw new Refusal({ code: 'unauthenticated', message: 'Signed out.' });
}

/** The cookie changes with each renewal, and the old one is worth nothing. */
function oneTabAtATime<T>(task: () => Promise<T>): Promise<T> {
  // navigator.locks needs a secure context; a dashboard served over plain HTTP does without.
  return 'locks' in navigator ? navigator.locks.request('switchboard.session', task) : task();
}

function adopt(account: Account): void {
  localStorage.setItem(SIGNED_IN_KEY, 'yes');
  if (current.state !== 'signedIn' || current.account.id !== account.id)
    become({ state: 'signedIn', account });
}

function forget(because: 'ended' | 'left'): void {
  beginSession();
  localStorage.removeItem(SIGNED_IN_KEY);
  become({ state: 'signedOut', because });
}

function beginSession(): void {
  const number = ++generation;
  tokens = staffSession(() => refresh(number));
}

function become(next: SessionState): void {
  current = next;
  for (const listener of listeners) listener();
}
