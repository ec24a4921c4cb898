// Takes pictures of the bot at work, in the widget and at the desk: phone and desktop, light and dark, English and Urdu.
//
//   npm run screens:bot [-- folder]      default: web/test-results/bot
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { Server, sana, withBot } from './server.mjs';

const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../test-results/bot'));

const languages = {
  en: {
    locale: 'en-GB',
    query: '',
    unsure: 'my food came but it was cold and late',
    upset: 'This is terrible!!',
  },
  ur: {
    locale: 'ur-PK',
    query: '?lang=ur',
    unsure: 'کھانا آیا مگر ٹھنڈا اور دیر سے',
    upset: 'یہ بہت برا ہے!!',
  },
};

const looks = /** @type {const} */ (['light', 'dark']).flatMap((colorScheme) =>
  Object.entries(languages).flatMap(([language, words]) => [
    { name: `desktop-${colorScheme}-${language}`, colorScheme, ...words, width: 1440, height: 900 },
    { name: `phone-${colorScheme}-${language}`, colorScheme, ...words, width: 320, height: 640 },
  ]),
);

const server = await new Server(withBot).start();
const browser = await chromium.launch(launchOptions);
try {
  for (const look of looks) await shoot(look);
} finally {
  await browser.close();
  await server.stop();
}
process.stdout.write(`Pictures are in ${folder}\n`);

/** @param {typeof looks[number]} look */
async function shoot({ name, colorScheme, locale, query, unsure, upset, width, height }) {
  mkdirSync(`${folder}/${name}`, { recursive: true });
  const context = await browser.newContext({
    colorScheme,
    locale,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  // The widget hides in a closed shadow tree.
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' });
    };
  });
  const shop = await context.newPage();
  const picture = (/** @type {string} */ what) => shop.screenshot({ path: `${folder}/${name}/${what}.png` });
  await shop.goto(`${server.url}/demo${query}`);
  await shop.locator('switchboard-chat button').click();
  const chat = shop.frameLocator('switchboard-chat iframe');
  await chat.locator('.question').first().waitFor();
  await picture('questions');
  await chat.locator('.question').first().click();
  await chat.locator('.options button').first().waitFor();
  await picture('answer');
  await write(chat, unsure);
  await chat.locator('article').nth(3).waitFor();
  await picture('unsure');
  await write(chat, upset);
  // A second question without an answer goes to people, which an event says.
  await chat.locator('.event').or(chat.locator('article').nth(5)).first().waitFor();
  await picture('upset');
  const person = chat.locator('.foot button');
  if (await person.isVisible()) await person.click();
  await chat.locator('.event').first().waitFor();
  await picture('person');

  const desk = await context.newPage();
  await desk.goto(`${server.url}/dashboard/inbox/all`);
  await desk.locator('input[name=email]').fill(sana.email);
  await desk.locator('input[name=password]').fill(sana.password);
  await desk.locator('button[type=submit]').click();
  await desk.locator('a[data-conversation]').first().click();
  await desk.locator('li[data-side=bot]').first().waitFor();
  await desk.screenshot({ path: `${folder}/${name}/desk.png` });
  await context.close();
}

/**
 * @param {import('@playwright/test').FrameLocator} chat
 * @param {string} text
 */
async function write(chat, text) {
  await chat.getByRole('textbox').fill(text);
  await chat.getByRole('textbox').press('Enter');
}
