import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Options {
  /** Of the script element, made anew for each page. */
  attributes?: () => Record<string, string>;
  /** The `Content-Security-Policy` of its pages. */
  policy?: string;
  /** What its own server says at `/identity`: a token for whoever has logged in there. Null: nothing, it fails. */
  identity?: () => string | null;
}

/**
 * A website with a server of its own, of another origin than the desk. All its pages have the widget. It is of the same
 * site, as `shop.example` and `chat.shop.example` are: else this browser keeps nothing for the frame.
 */
export class Shop {
  /** How often its server was asked who the visitor is. */
  asked = 0;
  readonly #desk: string;
  readonly #options: Options;
  readonly #http = createServer((request, response) => this.#answer(request, response));

  private constructor(desk: string, options: Options) {
    this.#desk = desk;
    this.#options = options;
  }

  static async open(desk: string, options: Options = {}): Promise<Shop> {
    const shop = new Shop(desk, options);
    await once(shop.#http.listen(0, '127.0.0.1'), 'listening');
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#http.close();
    this.#http.closeAllConnections();
  }

  #answer({ url }: IncomingMessage, response: ServerResponse): void {
    if (url === '/identity') {
      this.asked += 1;
      const identity = this.#options.identity?.();
      if (identity === null) response.destroy();
      else response.end(identity);
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (this.#options.policy) response.setHeader('Content-Security-Policy', this.#options.policy);
    const attributes = Object.entries(this.#options.attributes?.() ?? {}).map(
      ([name, value]) => ` ${name}="${value}"`,
    );
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
      <script src="${this.#desk}/widget.js"${attributes.join('')} defer></script>`);
  }
}

/** A visitor as the shop's server knows them. */
interface Claims {
  sub?: string;
  name?: string;
  email?: string;
  /** Seconds from now. */
  issued?: number;
  expires?: number;
}

/** What the shop's server signs; see `docs/identity.md`. */
export function identityToken(secret: string, { issued = 0, expires = 300, ...claims }: Claims = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const body = { sub: randomUUID(), ...claims, iat: now + issued, exp: now + expires };
  const signed = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(body)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** What somebody can write who has no secret. */
export function unsignedToken(claims: Claims): string {
  const now = Math.floor(Date.now() / 1000);
  return `${base64({ alg: 'none', typ: 'JWT' })}.${base64({ ...claims, iat: now, exp: now + 300 })}.`;
}

function base64(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
