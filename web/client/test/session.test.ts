import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openOutbox } from '../src/outbox.ts';
import { Refusal } from '../src/refusal.ts';
import { customerSession, staffSession } from '../src/session.ts';

const HOUR = 3_600_000;

/** Issues tokens as the contract says: with a token it has issued, that customer's; without, a new one's. */
const issued = new Map<string, string>();
const asked: (string | undefined)[] = [];
const lifetime = HOUR;
let status = 201;

const server = createServer(async (request, response) => {
  asked.push(request.headers.authorization);
  const { locale, identityToken } = JSON.parse(await body(request));
  const bearer = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const customer = identityToken
    ? `known ${identityToken}`
    : (issued.get(bearer) ?? `customer ${issued.size}`);
  const token = `token ${issued.size}`;
  issued.set(token, customer);
  // This clock is right, whatever the visitor's says.
  const expiresAt = new Date(performance.timeOrigin + performance.now() + lifetime).toISOString();
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(
    JSON.stringify({ customer: { id: customer, name: null, kind: 'customer', locale }, token, expiresAt }),
  );
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  issued.clear();
  asked.length = 0;
  status = 201;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a visitor gets one session, however often and at once it is asked for', async () => {
  const session = customerSession({ locale: 'ur' });
  const grants = await Promise.all([session(url), session(url), session(url)]);
  expect(new Set([...grants, await session(url)].map(({ token }) => token))).toEqual(new Set(['token 0']));
  expect(grants[0].me).toEqual({ id: 'customer 0', name: null, role: 'customer' });
  expect(asked.length).toBe(1);
});

test('a known customer’s token is shown once, with the visitor’s along, and kept apart', async () => {
  const storage = stubStorage();
  const anonymous = await customerSession()(url);
  const known = customerSession({ identityToken: 'ayesha' });
  const first = await known(url);
  expect(first.me.id).toBe('known ayesha');
  expect(asked.at(-1)).toBe(`Bearer ${anonymous.token}`);
  vi.setSystemTime(Date.now() + 0.6 * HOUR);
  await known(url);
  expect(asked.at(-1)).toBe(`Bearer ${first.token}`);
  // A page of somebody who has logged out: neither the known one nor who that was before.
  const next = await customerSession()(url);
  expect(next.me.id).not.toBe('known ayesha');
  expect(next.me.id).not.toBe(anonymous.me.id);
  expect([...storage.keys()]).toEqual([`switchboard.session:${url}:`]);
});

test('a known customer who is forgotten leaves nothing behind, and other pages hear of it', async () => {
  const storage = stubStorage();
  const hear = stubStorageEvents();
  const known = customerSession({ identityToken: 'ayesha' });
  const forgotten = vi.fn();
  known.onForgotten(url, forgotten);
  customerSession().onForgotten(url, forgotten);
  await known(url);
  const [key = ''] = storage.keys();
  vi.setSystemTime(Date.now() + 0.6 * HOUR);
  const renewed = known(url);
  openOutbox(`${url}:known ayesha`);
  await Promise.all([known.forget(url), renewed]);
  expect([...storage.keys()]).toEqual([]);
  expect(await outboxes()).toEqual([]);

  const elsewhere = customerSession({ identityToken: 'ayesha' });
  elsewhere.onForgotten(url, forgotten);
  hear(key, 'a newer token');
  hear(`${key}-of-another-site`, null);
  expect(forgotten).not.toHaveBeenCalled();
  hear(key, null);
  expect(forgotten).toHaveBeenCalledTimes(1);
});

test('a page that hears late of a log-out leaves whoever logged in since, and gets no token of theirs', async () => {
  const storage = stubStorage();
  const hear = stubStorageEvents();
  const [told, hearing] = [
    customerSession({ identityToken: 'ayesha' }),
    customerSession({ identityToken: 'ayesha' }),
  ];
  hearing.onForgotten(url, () => void hearing.forget(url));
  await told(url);
  await hearing(url);
  const bilal = await customerSession({ identityToken: 'bilal' })(url);
  const [key = ''] = storage.keys();

  hear(key, null);
  await told.forget(url);
  expect(JSON.parse(storage.get(key) ?? '')).toEqual(bilal);
  await expect(hearing(url)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an anonymous page forgets who was known before it, and not who logs in later in another tab', async () => {
  const storage = stubStorage();
  await customerSession({ identityToken: 'ayesha' })(url);
  const anonymous = customerSession();
  await anonymous(url);
  expect([...storage.keys()]).toEqual([`switchboard.session:${url}:`]);

  const bilal = await customerSession({ identityToken: 'bilal' })(url);
  vi.setSystemTime(Date.now() + 0.6 * HOUR);
  await anonymous(url);
  expect(JSON.parse(storage.get(`switchboard.session:${url}::known`) ?? '')).toEqual(bilal);
});

test('a page that could not say who is there has no session, and forgets nobody', async () => {
  const storage = stubStorage();
  await customerSession({ identityToken: 'ayesha' })(url);
  const before = [...storage];
  await expect(customerSession({ identityToken: null })(url)).rejects.toMatchObject({
    code: 'unauthenticated',
    isRetryable: false,
  });
  expect([...storage]).toEqual(before);
  expect(asked.length).toBe(1);
});

test('what a visitor says later is in the next token', async () => {
  const session = customerSession();
  const { token, me } = await session(url);
  const told = await session.tell(url, { name: 'Ayesha' });
  expect(asked.at(-1)).toBe(`Bearer ${token}`);
  expect(told.me.id).toBe(me.id);
  expect(await session(url)).toEqual(told);
});

test('past half of its life the token is renewed, for the same customer', async () => {
  const session = customerSession();
  const first = await session(url);
  vi.setSystemTime(Date.now() + 0.6 * HOUR);
  expect(await session(url)).toMatchObject({ token: 'token 1', me: first.me });
  expect(asked).toEqual([undefined, 'Bearer token 0']);
});

test('while the server is away a token that is still good goes on', async () => {
  const session = customerSession();
  const first = await session(url);
  vi.setSystemTime(Date.now() + 0.6 * HOUR);
  status = 503;
  expect(await session(url)).toEqual(first);
});

test('a clock that is years ahead does not make somebody new of a visitor', async () => {
  vi.setSystemTime(Date.now() + 100_000 * HOUR);
  const session = customerSession();
  const first = await session(url);
  vi.setSystemTime(Date.now() + HOUR);
  expect((await session(url)).me).toEqual(first.me);
});

test('a refused token is not offered again', async () => {
  const session = customerSession();
  const { token } = await session(url);
  const next = await session(url, token);
  expect(next.token).not.toBe(token);
  expect(asked[1]).toBeUndefined();
});

test('a known customer whose token is refused stays that customer', async () => {
  const session = customerSession({ identityToken: 'ayesha' });
  const { token, me } = await session(url);
  const next = await session(url, token);
  expect(next).toMatchObject({ me });
  expect(asked[1]).toBeUndefined();
});

test('staff keeps its token until it is refused or about to expire', async () => {
  let count = 0;
  const expiresAt = new Date(Date.now() + HOUR).toISOString();
  const session = staffSession(async (refused) => {
    expect(refused).toBe(count === 0 ? undefined : 'access 1');
    return { account: { id: 'sana', name: 'Sana', role: 'agent' }, token: `access ${++count}`, expiresAt };
  });
  expect((await session(url)).token).toBe('access 1');
  expect((await session(url)).token).toBe('access 1');
  expect((await session(url, 'access 1')).token).toBe('access 2');
});

test('a log-in that ended is said as it is', async () => {
  const ended = new Refusal({ code: 'unauthenticated', message: 'Sign in again.' });
  await expect(staffSession(() => Promise.reject(ended))(url)).rejects.toBe(ended);
});

async function outboxes(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

function stubStorage(): Map<string, string> {
  const storage = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => storage.set(name, value),
    removeItem: (name: string) => storage.delete(name),
  });
  return storage;
}

/** Says what a page hears when another one has changed the storage. */
function stubStorageEvents(): (key: string, newValue: string | null) => void {
  const listeners: ((event: Pick<StorageEvent, 'key' | 'newValue'>) => void)[] = [];
  vi.stubGlobal(
    'addEventListener',
    (type: string, listener: never) => type === 'storage' && listeners.push(listener),
  );
  return (key, newValue) => listeners.forEach((listener) => void listener({ key, newValue }));
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
