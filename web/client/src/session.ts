import { call, serverNow } from './api.ts';
import { alone } from './locks.ts';
import { deleteOutbox } from './outbox.ts';
import { Refusal } from './refusal.ts';
import type { Me } from './state.ts';
import { isBlank } from './text.ts';

/** A token and who it stands for. */
export interface Grant {
  token: string;
  me: Me;
  /** Milliseconds since 1970, by the clock of this device: time to ask for the next. */
  renewAt: number;
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
  phone?: string;
  /** Signed by the host page's server: makes this a known customer on any device. Null: the page could not say who is
   * there. Then there is no session, and nobody who was known is forgotten. */
  identityToken?: string | null;
}

/** Where a known customer's session is kept, beside an anonymous one's. */
const KNOWN = ':known';

/** Milliseconds: staff's tokens are short, customers' long. */
const STAFF_RENEWS_BEFORE = 30_000;
/** Milliseconds: tokens that live for less are for tests, or a wrong clock says so. */
const SHORTEST_HALF_LIFE = 2_000;
/** Milliseconds until the next token where the server's clock is not told and this device's is wrong. */
const WITH_A_WRONG_CLOCK = 60_000;

/** When half of its life is over, or `before` its end if that is later. */
function renewAt(expiresAt: string, before = Number.POSITIVE_INFINITY): number {
  const life = Date.parse(expiresAt) - serverNow();
  if (life <= 0) return Date.now() + WITH_A_WRONG_CLOCK;
  return Date.now() + Math.max(life / 2, life - before, SHORTEST_HALF_LIFE);
}

/** What a visitor says about themselves later. */
export type Profile = Pick<CustomerSessionOptions, 'name' | 'email' | 'phone'>;

export interface CustomerSession extends Session {
  /** Says who the visitor is; the token that comes back says it too. */
  tell(server: string, profile: Profile): Promise<Grant>;
  /**
   * The known customer has logged out: this session ends, and nothing is kept of it, nor of what was not sent yet.
   * Other pages of this browser hear of it. Whoever has logged in since stays.
   */
  forget(server: string): Promise<void>;
  /** Calls `listener` when another page of this browser has forgotten the known customer: this session has ended. */
  onForgotten(server: string, listener: () => void): void;
}

/**
 * A visitor's session: created on first use, kept in localStorage per site, renewed before it expires.
 *
 * With an identity token it is a known customer's, kept apart: the token is shown once in a page's life, and
 * an anonymous visitor's conversations go along. A page that shows none forgets who was known before.
 */
export function customerSession(options: CustomerSessionOptions = {}): CustomerSession {
  const { identityToken, ...visitor } = options;
  let memory: Grant | null = null;
  let isShown = !identityToken;
  let hasBegun = false;
  /** Set at the log-out: when all is deleted. */
  let ended: Promise<void> | null = null;
  const suffix = identityToken ? KNOWN : '';
  const nameAt = (server: string) => `switchboard.session:${server}:${options.siteKey ?? ''}`;
  const keep = (server: string, grant: Grant) => {
    // What was asked for before the log-out may come after it.
    if (ended) return grant;
    memory = grant;
    store(nameAt(server) + suffix, grant);
    return grant;
  };
  const session = oneAtATime(async (server, refused) => {
    // What is kept may be somebody else's.
    if (ended || identityToken === null) throw Refusal.signedOut();
    const name = nameAt(server);
    // Two tabs that start together must not become two customers.
    return alone(name, async () => {
      if (!isShown) {
        const grant = await shown(server, options, stored(name)?.token);
        isShown = true;
        store(name, null);
        return keep(server, grant);
      }
      // Whoever logs in later, in another tab, is not forgotten.
      if (!identityToken && !hasBegun) void forgetKnown(server);
      hasBegun = true;
      memory = stored(name + suffix) ?? memory;
      const kept = memory?.token === refused ? null : memory;
      if (kept && kept.renewAt > Date.now()) return kept;
      return keep(server, await renewed(server, options, kept));
    });
  });
  const tell = (server: string, profile: Profile) =>
    alone(nameAt(server), async () => {
      const kept = stored(nameAt(server) + suffix) ?? memory;
      return keep(server, await created(server, { ...visitor, ...profile }, kept?.token));
    });
  /** Whoever is kept; or only `own`. */
  const forgetKnown = async (server: string, own?: string) => {
    const name = nameAt(server) + KNOWN;
    const kept = stored(name)?.me.id;
    if (!own || own === kept) store(name, null);
    const owner = own ?? kept;
    if (owner) await deleteOutbox(`${server}:${owner}`);
  };
  const end = (deleted: Promise<void>) => {
    ended = deleted;
    memory = null;
    return deleted;
  };
  const forget = (server: string) =>
    ended ?? end(forgetKnown(server, identityToken ? memory?.me.id : undefined));
  const onForgotten = (server: string, listener: () => void) => {
    if (!identityToken) return;
    globalThis.addEventListener?.('storage', ({ key, newValue }) => {
      if (ended || key !== nameAt(server) + KNOWN || newValue !== null) return;
      end(Promise.resolve());
      listener();
    });
  };
  return Object.assign(session, { tell, forget, onForgotten });
}

/** The known customer; without the visitor that was, if that one is somebody else's by now. */
async function shown(server: string, options: CustomerSessionOptions, token?: string): Promise<Grant> {
  try {
    return await created(server, options, token);
  } catch (thrown) {
    if (token && Refusal.from(thrown).code === 'unauthenticated') return created(server, options);
    throw thrown;
  }
}

interface CustomerGrant {
  customer: { id: string; name: string | null };
  token: string;
  expiresAt: string;
}

/**
 * The next token for the customer of `kept`. Only if the server no longer knows that one: whom the identity token says,
 * or somebody new.
 */
async function renewed(server: string, options: CustomerSessionOptions, kept: Grant | null): Promise<Grant> {
  const { identityToken: _, ...visitor } = options;
  try {
    return await (kept ? created(server, visitor, kept.token) : created(server, options));
  } catch (thrown) {
    const refusal = Refusal.from(thrown);
    if (kept && refusal.code === 'unauthenticated') return created(server, options);
    if (kept && refusal.isRetryable) return kept;
    throw refusal;
  }
}

async function created(server: string, options: CustomerSessionOptions, token?: string): Promise<Grant> {
  // A host page that knows no name may pass one that is empty; the server refuses it.
  const { name: given, ...rest } = options;
  const body = given !== undefined && isBlank(given) ? rest : options;
  const answer = await call<CustomerGrant>(server, 'POST', '/customer-sessions', { body }, token);
  const { id, name } = answer.customer;
  return {
    token: answer.token,
    me: { id, name, role: 'customer' },
    renewAt: renewAt(answer.expiresAt),
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
  let kept: Grant | null = null;
  return oneAtATime(async (_server, refused) => {
    if (kept && kept.token !== refused && kept.renewAt > Date.now()) return kept;
    const { account, token, expiresAt } = await refresh(refused);
    const { id, name, role } = account;
    kept = { token, me: { id, name, role }, renewAt: renewAt(expiresAt, STAFF_RENEWS_BEFORE) };
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
function stored(name: string): Grant | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

function store(name: string, kept: Grant | null): void {
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
