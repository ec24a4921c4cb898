import { admin } from '../server.mjs';
import { expect, test } from './fixtures.ts';
import { Shop } from './shop.ts';

test('a site in Urdu on the left asks for a name and a category, and notes the page it is on', async ({
  server,
  customer,
}) => {
  const token = await server.tokenOf(admin);
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
  const shop = await Shop.open(server.url, { attributes: () => ({ 'data-site-key': 'bazaar' }) });
  const ayesha = await customer({ locale: 'en-US' });
  await ayesha.page.goto(`${shop.url}/basket?order=7#top`);
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
  expect(seen.lastSeen.pageUrl).toBe(`${shop.url}/basket`);
  shop.close();
});

test('a site that hides out of hours shows no button, and one that is not active none at all', async ({
  server,
  customer,
}) => {
  const token = await server.tokenOf(admin);
  const site = await server.rest(
    'POST',
    '/sites',
    { key: 'hidden', name: 'Hidden', outOfHours: 'hide' },
    token,
  );
  const shop = await Shop.open(server.url, { attributes: () => ({ 'data-site-key': 'hidden' }) });
  const ayesha = await customer();
  const answered = ayesha.page.waitForResponse(/widget-settings/);
  await ayesha.page.goto(shop.url);
  expect(await (await answered).text()).toContain('"available":false');
  await expect(ayesha.page.locator('switchboard-chat')).toBeAttached();
  await expect(ayesha.button).toBeHidden();
  await server.rest('PATCH', `/sites/${site.id}`, { active: false }, token);
  await expect
    .poll(async () => {
      const next = ayesha.page.waitForResponse(/widget-settings/);
      await ayesha.page.reload();
      return (await next).text();
    })
    .toBe('export default null;');
  await expect(ayesha.page.locator('switchboard-chat')).toHaveCount(0);
  shop.close();
});
