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

/** The answer of `POST /sessions` and `POST /sessions/refresh`. */
export interface StaffSignIn {
  account: Me;
  token: string;
  expiresAt: string;
}

/** A visitor's session: created on first use, kept in localStorage per site, renewed before it expires. */
export declare function customerSession(options?: CustomerSessionOptions): Session;

/** An account's session. `refresh` is asked for the first token and for each one after a refusal. */
export declare function staffSession(refresh: (refused?: string) => Promise<StaffSignIn>): Session;
