// Takes a picture of every page of the settings: phone and desktop, light and dark, English and Urdu.
//
//   npm run screens [-- folder [part]]      default: web/test-results/settings, all pages
//
// With a part, only the addresses that contain it.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { Model } from './model.mjs';
import { admin, Server } from './server.mjs';

const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../test-results/settings'));

const part = process.argv[3] ?? '';

/** Addresses below `/dashboard/`; `first` opens the first entry of the list. */
const pages = [
  { path: 'settings/profile' },
  { path: 'settings/security' },
  { path: 'settings/people' },
  { path: 'settings/people/new' },
  { path: 'settings/people', first: true },
  { path: 'settings/departments' },
  { path: 'settings/departments/new' },
  { path: 'settings/departments', first: true },
  { path: 'settings/faq' },
  { path: 'settings/faq/new' },
  { path: 'settings/faq', first: true },
  { path: 'settings/bot' },
  { path: 'settings/unanswered' },
  { path: 'settings/templates' },
  { path: 'settings/templates/new' },
  { path: 'settings/canned' },
  { path: 'settings/canned/new' },
  { path: 'settings/labels' },
  { path: 'settings/labels/new' },
  { path: 'settings/categories' },
  { path: 'settings/categories/new' },
  { path: 'settings/categories', first: true },
  { path: 'settings/texts' },
  { path: 'settings/sites' },
  { path: 'settings/sites/new' },
  { path: 'settings/sites', first: true },
  { path: 'settings/general' },
  { path: 'settings/language-model' },
  { path: 'settings/audit' },
  { path: 'setup' },
];

const wanted = pages.filter(({ path }) => path.includes(part));

const looks = ['light', 'dark'].flatMap((colorScheme) =>
  ['en', 'ur'].flatMap((language) => [
    { name: `desktop-${colorScheme}-${language}`, colorScheme, language, width: 1440, height: 900 },
    { name: `phone-${colorScheme}-${language}`, colorScheme, language, width: 390, height: 844 },
  ]),
);

const model = await new Model().start();
model.says = () => 'It is on its way.';
const server = await new Server(model.settings).start();
await askModel();
const browser = await chromium.launch(launchOptions);
let count = 0;
try {
  for (const look of looks) await shoot(look);
} finally {
  await browser.close();
  await server.stop();
  await model.stop();
}
process.stdout.write(`${count} pictures in ${folder}\n`);

/** So that there is something to see of what was sent, and of what failed. */
async function askModel() {
  const token = await server.tokenOf(admin);
  const { items } = await server.rest('GET', '/conversations?limit=2', undefined, token);
  for (const { id } of items) {
    await server.rest('POST', `/conversations/${id}/summary`, {}, token);
    await server.rest('POST', `/conversations/${id}/reply-draft`, {}, token);
  }
  model.status = 429;
  await server.rest('POST', `/conversations/${items[0].id}/reply-draft`, {}, token).catch(() => undefined);
}

/** @param {typeof looks[number]} look */
async function shoot({ name, colorScheme, language, width, height }) {
  mkdirSync(`${folder}/${name}`, { recursive: true });
  const context = await browser.newContext({
    colorScheme: colorScheme === 'dark' ? 'dark' : 'light',
    locale: language === 'ur' ? 'ur-PK' : 'en-GB',
    viewport: { width, height },
  });
  const page = await context.newPage();
  await page.goto(`${server.url}/dashboard/settings`);
  await page.locator('input[name=email]').fill(admin.email);
  await page.locator('input[name=password]').fill(admin.password);
  await page.locator('button[type=submit]').click();
  await page.locator('main nav').first().waitFor();
  await page.screenshot({ path: `${folder}/${name}/settings.png` });
  for (const { path, first } of wanted) {
    await page.goto(`${server.url}/dashboard/${path}`);
    await page.locator('main h1').first().waitFor();
    if (first) {
      await page.locator('main article li a').first().click();
      await page.locator('main form').first().waitFor();
    }
    await page.waitForLoadState('networkidle');
    // The whole page, not what fits: the pane inside scrolls, so the window grows to hold it.
    const needed = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('main, main > div')].map((pane) => pane.scrollHeight)),
    );
    await page.setViewportSize({ width, height: Math.min(Math.max(height, needed + 80), 4_000) });
    await page.screenshot({
      path: `${folder}/${name}/${path.replaceAll('/', '-')}${first ? '-one' : ''}.png`,
    });
    await page.setViewportSize({ width, height });
    count++;
  }
  await context.close();
}
