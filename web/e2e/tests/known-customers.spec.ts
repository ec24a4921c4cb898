import { randomUUID } from 'node:crypto';
import { admin as adminAccount, type Server } from '../server.mjs';
import type { Customer } from './customer.ts';
import { expect, test } from './fixtures.ts';
import { identityToken, Shop, unsignedToken } from './shop.ts';
import { socketsOf } from './sockets.ts';

/** What the shop's pages say to the widget. */
const ASK_THE_SHOP = `switchboard.identify(async () => (await fetch('/identity')).text())`;

test('a known customer has the same conversations in every browser, at once, and nobody else has them', async ({
  server,
  customer,
}) => {
  const { token, key, secret, id } = await siteWithSecret(server);
  const ayesha = { sub: 'user-7', name: 'Ayesha', email: 'ayesha@shop.example' };
  const logged = { in: false };
  const shop = await Shop.open(server.url, {
    attributes: () => ({
      'data-site-key': key,
      ...(logged.in && { 'data-identity-token': identityToken(secret, ayesha) }),
    }),
  });
  await server.rest('PATCH', `/sites/${id}`, { allowedOrigins: [shop.url] }, token);
  const laptop = await customer();
  await visit(laptop, shop);
  await laptop.write('Written before I logged in.');
  await delivered(laptop);

  logged.in = true;
  await visit(laptop, shop);
  await expect(laptop.said('Written before I logged in.')).toBeVisible();
  const phone = await customer({ viewport: { width: 390, height: 844 } });
  await visit(phone, shop);
  await expect(phone.said('Written before I logged in.')).toBeVisible();
  await phone.write('And this is from my phone.');
  await expect(laptop.said('And this is from my phone.')).toBeVisible();
  await laptop.write('I read it on the laptop.');
  await expect(phone.said('I read it on the laptop.')).toBeVisible();
  const { items } = await server.rest('GET', '/conversations?limit=1', undefined, token);
  expect(items[0].customer).toMatchObject({ name: 'Ayesha', email: ayesha.email });

  // Whoever only says to be her is somebody else, and cannot say otherwise of her.
  logged.in = false;
  const stranger = await customer();
  await visit(stranger, shop);
  await stranger.write('I am Ayesha, am I not?');
  await delivered(stranger);
  await expect(stranger.chat.getByText('Written before I logged in.')).toHaveCount(0);
  const claims = { siteKey: key, name: ayesha.name, email: ayesha.email };
  const claimed = await server.rest('POST', '/customer-sessions', claims);
  expect((await server.rest('GET', '/conversations', undefined, claimed.token)).items).toEqual([]);
  const known = await server.rest('POST', '/customer-sessions', {
    siteKey: key,
    identityToken: identityToken(secret, ayesha),
  });
  await expect(server.rest('POST', '/customer-sessions', { name: 'Admin' }, known.token)).rejects.toThrow(
    /403.*identity_verified/,
  );
  shop.close();
});

test('a token that has ended, or that nobody signed, opens nothing; the next page’s does', async ({
  server,
  customer,
}) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  let next = identityToken(secret, { sub });
  const shop = await Shop.open(server.url, {
    attributes: () => ({ 'data-site-key': key, 'data-identity-token': next }),
  });
  const ayesha = await customer();
  await visit(ayesha, shop);
  await ayesha.write('It is me.');
  await delivered(ayesha);

  const elsewhere = await customer();
  for (const token of [
    identityToken(secret, { sub, issued: -400, expires: -100 }),
    identityToken(`not ${secret}`, { sub }),
    unsignedToken({ sub }),
  ]) {
    next = token;
    await elsewhere.page.goto(shop.url);
    await elsewhere.button.click();
    await expect(elsewhere.chat.getByText('Please reload it.')).toBeVisible();
    await expect(elsewhere.said('It is me.')).toHaveCount(0);
  }
  next = identityToken(secret, { sub });
  await visit(elsewhere, shop);
  await expect(elsewhere.said('It is me.')).toBeVisible();
  await elsewhere.write('With the next token.');
  await expect(ayesha.said('With the next token.')).toBeVisible();
  shop.close();
});

test('who logs out of the page leaves no socket, no conversation and no session behind, in any tab', async ({
  server,
  customer,
}) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  const shop = await Shop.open(server.url, {
    attributes: () => ({ 'data-site-key': key, 'data-identity-token': identityToken(secret, { sub }) }),
  });
  const ayesha = await customer();
  const sockets = socketsOf(ayesha.page.context());
  await visit(ayesha, shop);
  await ayesha.write('This is between us.');
  await delivered(ayesha);
  const other = await ayesha.anotherTab();
  await visit(other, shop);
  await expect(other.said('This is between us.')).toBeVisible();
  expect(sockets.size).toBe(1);
  const before = await keptIn(ayesha, server);
  expect(before).toContain('switchboard.session:');
  expect(before).toContain('switchboard.outbox:');

  await ayesha.page.evaluate('switchboard.forget()');
  for (const tab of [ayesha, other]) {
    await expect(tab.page.locator('switchboard-chat iframe')).toHaveCount(0);
    await expect(tab.button).toHaveAttribute('aria-expanded', 'false');
  }
  await expect.poll(() => sockets.size).toBe(0);
  await expect.poll(() => keptIn(ayesha, server)).toBe('');

  // Whoever sits down there next.
  await ayesha.openChat();
  await ayesha.write('Hello?');
  await delivered(ayesha);
  await expect(ayesha.said('This is between us.')).toHaveCount(0);

  await ayesha.page.evaluate(`switchboard.identify('${identityToken(secret, { sub })}')`);
  await expect(ayesha.page.locator('switchboard-chat iframe')).toHaveAttribute('src', /known=1/);
  const mine = await server.rest('POST', '/customer-sessions', {
    siteKey: key,
    identityToken: identityToken(secret, { sub }),
  });
  // What was written in between was nobody's yet, so it goes along.
  await expect
    .poll(async () => (await server.rest('GET', '/conversations', undefined, mine.token)).items.length)
    .toBe(2);
  shop.close();
});

test('who logs out before the chat has begun leaves nothing behind either', async ({ server, customer }) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  const logged = { in: true };
  const shop = await Shop.open(server.url, {
    attributes: () => ({
      'data-site-key': key,
      ...(logged.in && { 'data-identity-token': identityToken(secret, { sub }) }),
    }),
  });
  const ayesha = await customer();
  const frame = ayesha.page.locator('switchboard-chat iframe');
  const isNotLoaded = () => expect(frame).toHaveCount(0);
  const waitsForThePage = async () => {
    await ayesha.page.evaluate('switchboard.identify(() => new Promise(() => (window.isAsked = true)))');
    await ayesha.button.click();
    await expect.poll(() => ayesha.page.evaluate('window.isAsked')).toBe(true);
  };
  for (const before of [isNotLoaded, waitsForThePage]) {
    logged.in = true;
    const other = await ayesha.anotherTab();
    await visit(other, shop);
    await expect.poll(() => keptIn(other, server)).toContain(`:${key}:known`);
    logged.in = false;
    await ayesha.page.goto(shop.url);
    await before();
    await ayesha.page.evaluate('switchboard.forget()');
    await expect(other.page.locator('switchboard-chat iframe')).toHaveCount(0);
    // Nor has the frame that was loaded to forget begun a chat of its own.
    await expect.poll(() => keptIn(other, server)).toBe('');
    await expect(frame).toHaveCount(0);
  }
  // Whoever comes while the chat still forgets.
  await ayesha.page.evaluate('switchboard.forget(); switchboard.open()');
  await ayesha.write('Hello?');
  await delivered(ayesha);
  shop.close();
});

test('a page that signs when it is asked is asked when the chat opens, and not before', async ({
  server,
  customer,
}) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  const shop = await Shop.open(server.url, {
    attributes: () => ({ 'data-site-key': key }),
    identity: () => identityToken(secret, { sub, name: 'Ayesha' }),
  });
  const ayesha = await customer();
  await ayesha.page.goto(shop.url);
  await ayesha.page.evaluate(ASK_THE_SHOP);
  await expect(ayesha.button).toBeVisible();
  expect(shop.asked).toBe(0);
  await ayesha.openChat();
  await ayesha.write('Signed this moment.');
  await delivered(ayesha);
  expect(shop.asked).toBe(1);
  const { token } = await server.rest('POST', '/customer-sessions', {
    siteKey: key,
    identityToken: identityToken(secret, { sub }),
  });
  const { items } = await server.rest('GET', '/conversations', undefined, token);
  expect(items).toMatchObject([{ customer: { name: 'Ayesha' } }]);
  shop.close();
});

test('a page whose function said nobody before the log-in says it again after it', async ({
  server,
  customer,
}) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  const logged = { in: false };
  const shop = await Shop.open(server.url, {
    attributes: () => ({ 'data-site-key': key }),
    identity: () => (logged.in ? identityToken(secret, { sub }) : ''),
  });
  const ayesha = await customer();
  await ayesha.page.goto(shop.url);
  await ayesha.page.evaluate(ASK_THE_SHOP);
  await ayesha.openChat();
  await ayesha.write('Written before I logged in.');
  await delivered(ayesha);

  logged.in = true;
  await ayesha.page.evaluate(ASK_THE_SHOP);
  await expect.poll(() => shop.asked).toBe(2);
  await expect(ayesha.said('Written before I logged in.')).toBeVisible();
  await ayesha.write('And this after it.');
  await delivered(ayesha);
  expect(await conversationsOf(server, key, identityToken(secret, { sub }))).toHaveLength(1);

  // Known by now: the chat stays as it is.
  await ayesha.page.evaluate(ASK_THE_SHOP);
  await ayesha.write('Still here.');
  await expect(ayesha.said('Still here.')).toBeVisible();
  expect(shop.asked).toBe(2);
  shop.close();
});

test('a page whose function fails, or takes too long, asks to be reloaded and logs out no tab', async ({
  server,
  customer,
}) => {
  const { key, secret } = await siteWithSecret(server);
  const sub = randomUUID();
  const works = { now: true };
  const shop = await Shop.open(server.url, {
    attributes: () => ({ 'data-site-key': key }),
    identity: () => (works.now ? identityToken(secret, { sub }) : null),
  });
  const ayesha = await customer();
  await ayesha.page.goto(shop.url);
  await ayesha.page.evaluate(ASK_THE_SHOP);
  await ayesha.openChat();
  await ayesha.write('It is me.');
  await delivered(ayesha);

  works.now = false;
  const other = await ayesha.anotherTab();
  await other.page.goto(shop.url);
  await other.page.evaluate(ASK_THE_SHOP);
  await other.button.click();
  await expect(other.chat.getByText('Please reload it.')).toBeVisible();
  await expect(other.said('It is me.')).toHaveCount(0);
  const slow = await ayesha.anotherTab();
  await slow.page.clock.install();
  await slow.page.goto(shop.url);
  await slow.page.evaluate('switchboard.identify(() => new Promise(() => (window.isAsked = true)))');
  await slow.button.click();
  await expect.poll(() => slow.page.evaluate('window.isAsked')).toBe(true);
  await slow.page.clock.fastForward(10_000);
  await expect(slow.chat.getByText('Please reload it.')).toBeVisible();
  await ayesha.write('Nobody has logged out.');
  await expect(ayesha.said('Nobody has logged out.')).toBeVisible();
  expect(await keptIn(slow, server)).toContain(`:${key}:known`);

  works.now = true;
  await other.page.evaluate(ASK_THE_SHOP);
  await expect(other.said('Nobody has logged out.')).toBeVisible();
  shop.close();
});

for (const { allows, policy } of [
  { allows: 'the server', policy: (desk: string) => `script-src ${desk}; frame-src ${desk}` },
  { allows: 'a nonce', policy: (desk: string) => `script-src 'nonce-abc'; frame-src ${desk}` },
  {
    allows: 'a nonce and what it brings',
    policy: (desk: string) => `script-src 'nonce-abc' 'strict-dynamic'; frame-src ${desk}`,
  },
]) {
  test(`a page whose policy allows only ${allows} has its site's button and chat`, async ({
    server,
    customer,
  }) => {
    const { token, key, id } = await siteWithSecret(server);
    await server.rest('PATCH', `/sites/${id}`, { color: '#ffe000', position: 'left' }, token);
    const shop = await Shop.open(server.url, {
      attributes: () => ({ 'data-site-key': key, nonce: 'abc' }),
      policy: `default-src 'none'; require-trusted-types-for 'script'; ${policy(server.url)}`,
    });
    const ayesha = await customer();
    await ayesha.page.goto(`${shop.url}/orders?id=7`);
    await expect(ayesha.button).toHaveCSS('background-color', 'rgb(255, 224, 0)');
    await ayesha.openChat();
    await ayesha.write('May I?');
    await delivered(ayesha);
    const site = await server.rest('GET', `/sites/${id}`, undefined, token);
    expect(site.lastSeen.pageUrl).toBe(`${shop.url}/orders`);
    shop.close();
  });
}

/** The conversations of whom the token stands for. */
async function conversationsOf(server: Server, siteKey: string, identityToken: string) {
  const { token } = await server.rest('POST', '/customer-sessions', { siteKey, identityToken });
  return (await server.rest('GET', '/conversations', undefined, token)).items;
}

async function siteWithSecret(server: Server) {
  const token = await server.tokenOf(adminAccount);
  const key = `shop-${randomUUID()}`;
  const { id } = await server.rest('POST', '/sites', { key, name: 'Shop' }, token);
  const { secret } = await server.rest('POST', `/sites/${id}/identity-secret`, {}, token);
  return { token, key, id, secret: String(secret) };
}

/** The names of what chats have in the browser's storage, seen by a page of their origin that has none. */
async function keptIn({ page }: Customer, { url }: Server): Promise<string> {
  const look = await page.context().newPage();
  await look.goto(`${url}/widget.js`);
  const names = await look.evaluate(async () => {
    const databases = await indexedDB.databases();
    return [...Object.keys(localStorage), ...databases.map(({ name }) => name)].join(' ');
  });
  await look.close();
  return names;
}

async function visit(visitor: Customer, shop: Shop): Promise<void> {
  await visitor.page.goto(shop.url);
  await visitor.openChat();
}

async function delivered(visitor: Customer): Promise<void> {
  await expect(visitor.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
}
