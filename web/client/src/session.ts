import { call } from './api.ts';
import { alone } from './locks.ts';
import { Refusal } from './refusal.ts';
import type { Me } from './state.ts';

/** A token and who it stands for. */
export interface Grant {
  token: string;
  me: Me;
}

/**
 * Gives a token that should work. `refused` is the token that the server has just refused, if any: then
 * a new one is wanted. Rejects with an `unauthenticated` Refusal when the user must sign in.
 */
export type Session = (server: string, refused?: string) => Promise<Grant>;

export interface CustomerSessionOptions {
  siteKey?: string;
  name?: string;
  email?: string;
  locale?: string;
  /** Signed by the host page's server: makes this a known customer on any device. */
  identityToken?: string;
}

interface Kept extends Grant {
  /** Milliseconds since 1970, by the clock of this device: time to ask for the next. */
  renewAt: number;
}

/** Milliseconds that a new token is good for at least, whatever a wrong clock makes of its expiry. */
const SHORTEST_LIFE = 60_000;

/** A visitor's session: created on first use, kept in localStorage per site, renewed before it expires. */
export function customerSession(options: CustomerSessionOptions = {}): Session {
  let memory: Kept | null = null;
  return oneAtATime((server, refused) => {
    const name = `switchboard.session:${server}:${options.siteKey ?? ''}`;
    // Two tabs that start together must not become two customers.
    return alone(name, async () => {
      memory = stored(name) ?? memory;
      const kept = memory?.token === refused ? null : memory;
      if (kept && kept.renewAt > Date.now()) return kept;
      memory = await renewed(server, options, kept);
      store(name, memory);
      return memory;
    });
  });
}

interface CustomerGrant {
  customer: { id: string; name: string | null };
  token: string;
  expiresAt: string;
}

/** The next token for the customer of `kept`. Somebody new only if the server no longer knows that one. */
async function renewed(server: string, options: CustomerSessionOptions, kept: Kept | null): Promise<Kept> {
  try {
    return await created(server, options, kept?.token);
  } catch (thrown) {
    const refusal = Refusal.from(thrown);
    if (kept && refusal.code === 'unauthenticated') return created(server, options);
    if (kept && refusal.passing) return kept;
    throw refusal;
  }
}

async function created(server: string, body: CustomerSessionOptions, token?: string): Promise<Kept> {
  const answer = await call<CustomerGrant>(server, 'POST', '/customer-sessions', { token, body });
  const { id, name } = answer.customer;
  const now = Date.now();
  const halfLife = (Date.parse(answer.expiresAt) - now) / 2;
  return {
    token: answer.token,
    me: { id, name, role: 'customer' },
    renewAt: now + Math.max(halfLife, SHORTEST_LIFE),
  };
}

/** The answer of `POST /sessions` and `POST /sessions/refresh`. */
export interface StaffSignIn {
  account: Me;
  token: string;
  expiresAt: string;
}

/** An account's session. `refresh` is asked for the first token and for each one after a refusal. */
export function staffSession(refresh: (refused?: string) => Promise<StaffSignIn>): Session {
  let kept: Kept | null = null;
  return oneAtATime(async (_server, refused) => {
    if (kept && kept.token !== refused && kept.renewAt > Date.now()) return kept;
    const { account, token, expiresAt } = await refresh(refused);
    const { id, name, role } = account;
    const renewAt = Math.max(Date.parse(expiresAt) - 30_000, Date.now() + SHORTEST_LIFE);
    kept = { token, me: { id, name, role }, renewAt };
    return kept;
  });
}

/** Callers that come while a token is being fetched share it. */
function oneAtATime(session: Session): Session {
  let running: Promise<Grant> | null = null;
  return (server, refused) => {
    running ??= session(server, refused).finally(() => {
      running = null;
    });
    return running;
  };
}

/** Null where there is none, or where the browser forbids storage: the page's memory has to do then. */
function stored(name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

function store(name: string, kept: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // As above.
  }
}
