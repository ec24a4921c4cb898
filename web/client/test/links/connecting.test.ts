import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connecting } from '../../src/connecting.ts';
import { openOutbox } from '../../src/outbox.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Outgoing } from '../../src/state.ts';
import { Store } from '../../src/store.ts';
import { uuidV7 } from '../../src/uuid.ts';
import { AYESHA, ScriptedLink, ScriptedSession } from './scripted.ts';

let server: string;
let session: ScriptedSession;
let store: Store;
let links: ScriptedLink[];
let leading: boolean[];
let connecting: Connecting;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // Without Web Locks each tab has its own connection; `shared-link.test.ts` has the others.
  vi.stubGlobal('navigator', {});
  server = `https://${uuidV7()}.example.com`;
  session = new ScriptedSession();
  store = new Store();
  links = [];
  leading = [];
  connecting = new Connecting(
    server,
    session.session,
    store,
    (isLeader) => leading.push(isLeader),
    (...to) => {
      const link = new ScriptedLink(to[2]);
      links.push(link);
      return link;
    },
  );
});

afterEach(() => {
  connecting.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const status = () => store.state.connection.status;
const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true));
const opened = (count = 1) => until(() => links.length === count);

const written = (content: string, parts: Partial<Outgoing> = {}): Outgoing => ({
  id: uuidV7(),
  conversationId: 'c',
  content,
  createdAt: new Date().toISOString(),
  status: 'queued',
  refusal: null,
  ...parts,
});

test('it gets a session, says who we are, opens a link and shows how that is', async () => {
  connecting.start();
  expect(status()).toBe('connecting');
  await opened();
  expect(store.state.me).toEqual(AYESHA);
  expect(leading).toEqual([true]);
  links[0]?.becomes({ status: 'online', via: 'websocket' });
  expect(status()).toBe('online');
});

test('to start twice changes nothing', async () => {
  connecting.start();
  connecting.start();
  await opened();
  expect(session.refused.length).toBe(1);
});

test('a server that is away is asked for a session until it is back', async () => {
  session.next = Refusal.unreachable();
  connecting.start();
  await until(() => status() === 'offline');
  expect(store.state.connection).toEqual({ status: 'offline', attempt: 1 });
  session.next = {};
  await vi.advanceTimersByTimeAsync(500);
  await opened();
});

test('who must sign in is told so, and can start again then', async () => {
  session.next = new Refusal({ code: 'unauthenticated', message: 'Sign in.' });
  connecting.start();
  await until(() => status() === 'signed_out');
  expect(links).toEqual([]);
  session.next = {};
  connecting.start();
  await opened();
});

test('stopped before the session came, it opens nothing', async () => {
  let grant: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const slow = new Connecting(
    server,
    async (at, refused) => {
      await waiting;
      return session.session(at, refused);
    },
    store,
    () => undefined,
    (...to) => {
      const link = new ScriptedLink(to[2]);
      links.push(link);
      return link;
    },
  );
  slow.start();
  slow.stop();
  grant();
  await until(() => session.refused.length === 1);
  await new Promise(setImmediate);
  expect(links).toEqual([]);
  expect(status()).toBe('stopped');
});

test('a link that is signed out is closed', async () => {
  connecting.start();
  await opened();
  const refusal = new Refusal({ code: 'unauthenticated', message: 'Sign in.' }).facts;
  links[0]?.becomes({ status: 'signed_out', refusal });
  expect(links[0]?.isClosed).toBe(true);
  expect(connecting.link).toBeNull();
  expect(leading).toEqual([true, false]);
});

test('a token that stands for somebody else begins anew', async () => {
  connecting.start();
  await opened();
  session.next = { me: { ...AYESHA, id: 'zara', name: 'Zara' } };
  await connecting.session(server, 'token 1');
  await opened(2);
  expect(links[0]?.isClosed).toBe(true);
  expect(store.state.me?.id).toBe('zara');
});

test('what an earlier page left behind waits to be sent again, before what was written since', async () => {
  const earlier = written('earlier', { status: 'sent' });
  const outbox = openOutbox(`${server}:${AYESHA.id}`);
  outbox.put(earlier);
  await outbox.load();
  const early = written('before the outbox was open');
  connecting.start();
  connecting.report({ local: 'queued', outgoing: early });
  await opened();
  expect(store.state.outbox).toEqual([{ ...earlier, status: 'queued' }, early]);
  expect(await outbox.load()).toEqual([earlier, early]);
});

test('what was refused stays in the outbox that is kept, what has arrived does not', async () => {
  connecting.start();
  await opened();
  const [refused, arrived] = [written('refused'), written('arrived')];
  for (const outgoing of [refused, arrived]) connecting.report({ local: 'queued', outgoing });
  const facts = new Refusal({ code: 'conversation_closed', message: 'closed' }).facts;
  connecting.report({ local: 'failed', id: refused.id, refusal: facts });
  connecting.report({ local: 'gone', id: arrived.id });
  const kept = await openOutbox(`${server}:${AYESHA.id}`).load();
  expect(kept).toEqual([{ ...refused, status: 'failed', refusal: facts }]);
});
