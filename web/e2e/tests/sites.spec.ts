import { once } from 'node:events';
import { createServer, type Server as Http } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admin, type Server } from '../server.mjs';
import { expect, test } from './fixtures.ts';

async function tokenOf(server: Server): Promise<string> {
  return (await server.rest('POST', '/sessions', { email: admin.email, password: admin.password })).token;
}

/** A page of another origin with the widget of this site. */
async function shop(server: Server, siteKey: string): Promise<{ url: string; http: Http }> {
  const http = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
      <script src="${server.url}/widget.js" data-site-key="${siteKey}" defer></script>`);
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, http };
}

test('a site in Urdu on the left asks for a name and a category, and notes the page it is on', async ({
  server,
  customer,
}) => {
  const token = await tokenOf(server);
  const site = await server.rest(
    'POST',
    '/sites',
    {
      key: 'bazaar',
      name: 'Bazaar',
      color: '#ffe000',
      position: 'left',
      languages: ['ur'],
      greeting: { ur: 'بازار میں خوش آمدید' },
      fields: { name: 'required', phone: 'optional', category: 'required' },
      preChat: true,
    },
    token,
  );
  const { url, http } = await shop(server, 'bazaar');
  const ayesha = await customer({ locale: 'en-US' });
  await ayesha.page.goto(`${url}/basket?order=7#top`);
  await expect(ayesha.button).toBeVisible();
  const place = await ayesha.button.boundingBox();
  expect(place?.x).toBeLessThan(60);
  const [ink, area] = await ayesha.button.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return [color, backgroundColor];
  });
  expect([ink, area]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 224, 0)']);

  await ayesha.button.click();
  const { chat } = ayesha;
  await expect(chat.getByRole('heading', { name: 'بازار میں خوش آمدید' })).toBeVisible();
  await expect(chat.locator('html')).toHaveAttribute('dir', 'rtl');
  const start = chat.getByRole('button', { name: 'چیٹ شروع کریں' });
  await start.click();
  // Nothing was filled in: the form stays.
  await expect(chat.getByRole('textbox', { name: 'پیغام لکھیں' })).toHaveCount(0);
  await chat.getByRole('textbox', { name: 'آپ کا نام' }).fill('عائشہ');
  await chat.getByRole('combobox').selectOption('payment');
  await start.click();
  await chat.getByRole('textbox', { name: 'پیغام لکھیں' }).fill('رقم دو بار کٹ گئی');
  await chat.getByRole('textbox', { name: 'پیغام لکھیں' }).press('Enter');
  await expect(ayesha.said('رقم دو بار کٹ گئی')).toBeVisible();

  await expect
    .poll(async () => {
      const { items } = await server.rest('GET', '/conversations?limit=1', undefined, token);
      return [items[0]?.customer.name, items[0]?.category];
    })
    .toEqual(['عائشہ', 'payment']);
  const seen = await server.rest('GET', `/sites/${site.id}`, undefined, token);
  expect(seen.lastSeen.pageUrl).toBe(`${url}/basket`);
  http.close();
});

test('a site that hides out of hours shows no button, and one that is not active none at all', async ({
  server,
  customer,
}) => {
  const token = await tokenOf(server);
  const site = await server.rest(
    'POST',
    '/sites',
    { key: 'hidden', name: 'Hidden', outOfHours: 'hide' },
    token,
  );
  const { url, http } = await shop(server, 'hidden');
  const ayesha = await customer();
  const answered = ayesha.page.waitForResponse(/widget-settings/);
  await ayesha.page.goto(url);
  expect((await (await answered).json()).available).toBe(false);
  await expect(ayesha.page.locator('switchboard-chat')).toBeAttached();
  await expect(ayesha.button).toBeHidden();
  await server.rest('PATCH', `/sites/${site.id}`, { active: false }, token);
  const refused = ayesha.page.waitForResponse(
    (response) => response.url().includes('widget-settings') && response.status() === 404,
  );
  await expect
    .poll(async () => {
      await ayesha.page.reload();
      return ayesha.page.locator('switchboard-chat').count();
    })
    .toBe(0);
  await refused;
  http.close();
});
