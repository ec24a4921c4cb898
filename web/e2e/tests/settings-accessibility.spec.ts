import type { Page } from '@playwright/test';
import { admin as adminAccount, type Server } from '../server.mjs';
import { COLOURS, clean, drawn, expectNothingBeyond } from './accessible.ts';
import { expect, test } from './fixtures.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

// What there is to look at comes from the screens themselves: whatever the navigation leads to, every way on from there
// that has a name, and the first entry of each list. A page that is added is looked at too.
for (const { language, locale, dark } of [
  { language: 'English', locale: 'en-GB', dark: WIDE },
  { language: 'Urdu', locale: 'ur-PK', dark: PHONE },
]) {
  test(`no page of the settings has an accessibility fault, light or dark, in ${language}`, async ({
    server,
    admin,
  }) => {
    test.setTimeout(300_000);
    const boss = await admin({ locale, reducedMotion: 'reduce' });
    const { page } = boss;
    const looked = new Set<string>();
    const look = async (where: string) => {
      looked.add(where);
      await page.emulateMedia({ colorScheme: 'light' });
      await settled(page);
      await clean(page, `${where}, light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(dark);
      await drawn(page);
      // Where the page is as wide as before, nothing but the colours is different.
      await clean(page, `${where}, dark`, dark === WIDE ? COLOURS : {});
      await page.setViewportSize(PHONE);
      await expectNothingBeyond(page, `${where}, on a phone`);
      await page.setViewportSize(WIDE);
    };
    await boss.atTheDesk();
    await boss.visitDesk('settings/labels');
    await arrived(page);
    if ((await page.locator('article li').count()) === 0) await look('labels, none');
    await fill(server);

    const navigation = page.locator('main > nav');
    const pages = await hrefs(page, 'main > nav a');
    expect(pages.length).toBeGreaterThan(10);
    for (const href of pages) {
      await navigation.locator(`a[href="${href}"]`).click();
      await arrived(page);
      await look(href);
      const ways = new Set(await hrefs(page, `article a[href^="${href}/"]:not(li a)`));
      const [first] = await hrefs(page, `article li a[href^="${href}/"]`);
      if (first !== undefined) ways.add(first);
      for (const way of ways) {
        await page.locator(`article a[href="${way}"]`).first().click();
        await arrived(page);
        await look(way);
        await navigation.locator(`a[href="${href}"]`).click();
        await arrived(page);
      }
      const details = page.locator('article summary').first();
      if (await details.isVisible()) {
        await details.click();
        await look(`${href}, opened`);
      }
    }
    await boss.visitDesk('setup');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(5);
    await look('setup');
    expect(looked.size).toBeGreaterThan(25);
  });
}

/** A page that has just come has the focus at its title. */
async function arrived(page: Page): Promise<void> {
  await expect(page.locator('main h1')).toBeFocused();
  await settled(page);
}

/** What it shows has come too. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  await expect(page.getByText(/^(Loading|لوڈ ہو رہا ہے)…$/)).toHaveCount(0);
  for (const frame of await page.locator('iframe').all()) {
    // A site's preview.
    await expect(frame.contentFrame().locator('main')).toBeVisible();
  }
  await drawn(page);
}

function hrefs(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** Something in each list that a new desk has nothing in. */
async function fill(server: Server): Promise<void> {
  const token = await server.tokenOf(adminAccount);
  const replies = { replyEn: 'In a moment.', replyUr: 'ایک لمحے میں۔' };
  for (const [path, object] of [
    ['/labels', { name: `Label ${Date.now()}`, color: '#ffd400' }],
    ['/reply-templates', { category: 'order', keywords: ['late'], ...replies }],
    ['/canned-replies', { shortcut: `s${Date.now()}`, title: 'Thanks', content: 'Thank you.' }],
  ] as const) {
    const { items } = await server.rest('GET', path, undefined, token);
    if (items.length === 0) await server.rest('POST', path, object, token);
  }
}
