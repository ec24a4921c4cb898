import { randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** Agents of a busy desk; they have the password of all staff. */
const AGENT = /^agent\d+@localhost$/;
const LIFETIME_SECONDS = 24 * 60 * 60;

/** Customers without a log-in, one member of staff with one; both get a JSON Web Token. */
export class Identity {
  constructor(secret, staff) {
    this.secret = secret;
    this.staff = { id: randomUUID(), type: 'agent', name: 'Sana', email: staff.email };
    this.salt = secret.slice(0, 16);
    this.passwordHash = scryptSync(staff.password, this.salt, 32);
  }

  newCustomer(name) {
    return this.#session({ id: randomUUID(), type: 'customer', name: name ?? null });
  }

  logIn(email, password) {
    const hash = scryptSync(String(password), this.salt, 32);
    if (!timingSafeEqual(hash, this.passwordHash)) return undefined;
    if (AGENT.test(email)) return this.#session({ id: randomUUID(), type: 'agent', name: email.split('@')[0] });
    return email === this.staff.email ? this.#session(this.staff) : undefined;
  }

  /** @returns the actor, or undefined when the token is not ours or has expired */
  authenticate(token) {
    try {
      const { sub, type, name } = jwt.verify(token, this.secret, { algorithms: ['HS256'] });
      return { id: sub, type, name };
    } catch {
      return undefined;
    }
  }

  #session({ id, type, name }) {
    const token = jwt.sign({ type, name }, this.secret, { subject: id, expiresIn: LIFETIME_SECONDS });
    const expiresAt = new Date(Date.now() + LIFETIME_SECONDS * 1000).toISOString();
    return { actor: { id, type, name }, token, expiresAt };
  }
}
