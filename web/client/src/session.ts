import { call } from './api.ts';
import { alone } from './locks.ts';
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
  /** Half of its life is over then: time to ask for the next. */
  renewAt: number;
  expiresAt: number;
}

/** A visitor's session: created on first use, kept in localStorage per site, renewed before it expires. */
export function customerSession(options: CustomerSessionOptions = {}): Session {
  const box = storageBox(`switchboard.session:${options.siteKey ?? ''}`);
  return oneAtATime((server, refused) =>
    // Two tabs that start together must not become two customers.
    alone(`switchboard.session:${server}`, async () => {
      const kept = box.read();
      const usable = kept !== null && kept.token !== refused && kept.expiresAt > Date.now();
      if (usable && kept.renewAt > Date.now()) return kept;
      const next = await ask(server, options, usable ? kept.token : undefined).catch((thrown) => {
        if (usable) return kept;
        throw thrown;
      });
      box.write(next);
      return next;
    }),
  );
}

interface CustomerGrant {
  customer: { id: string; name: string | null };
  token: string;
  expiresAt: string;
}

async function ask(server: string, body: CustomerSessionOptions, token: string | undefined): Promise<Kept> {
  const answer = await call<CustomerGrant>(server, 'POST', '/customer-sessions', { token, body });
  const expiresAt = Date.parse(answer.expiresAt);
  return {
    token: answer.token,
    me: { id: answer.customer.id, name: answer.customer.name, role: 'customer' },
    renewAt: (Date.now() + expiresAt) / 2,
    expiresAt,
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
    const expiry = Date.parse(expiresAt);
    const { id, name, role } = account;
    kept = { token, me: { id, name, role }, renewAt: expiry - 30_000, expiresAt: expiry };
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

/** localStorage where the browser allows it, this page's memory where not. */
function storageBox(key: string): { read(): Kept | null; write(kept: Kept): void } {
  let memory: Kept | null = null;
  return {
    read() {
      try {
        memory = JSON.parse(localStorage.getItem(key) ?? 'null');
      } catch {
        // Storage is blocked or holds something else: memory has to do.
      }
      return memory;
    },
    write(kept) {
      memory = kept;
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // As above.
      }
    },
  };
}
