// Takes the pictures of the README from a real server with a day's worth of conversations.
//
//   node screenshots.mjs [folder]      default: docs/images
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { admin, Server } from './server.mjs';
import { uuidV7 } from './uuid.mjs';

const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../docs/images'));

/** @type {{name: string, email?: string, locale: string, subject: string, category: string, metadata?: object, said: string[], asksForPerson?: boolean}[]} */
const day = [
  {
    name: 'Hamza Tariq',
    locale: 'en-PK',
    subject: 'Refund for order 2240',
    category: 'payment',
    said: ['My card was charged twice for order 2240.', 'Can you check please?'],
    asksForPerson: true,
  },
  {
    name: 'محمد علی',
    locale: 'ur-PK',
    subject: 'آرڈر 2291',
    category: 'order',
    said: ['میرا آرڈر کہاں ہے؟ ایک گھنٹہ ہو گیا ہے۔'],
    asksForPerson: true,
  },
  {
    name: 'Fatima Noor',
    locale: 'en',
    subject: 'App',
    category: 'technical',
    said: ['The app closes when I open my addresses'],
  },
  {
    name: 'Zainab Shah',
    locale: 'ur-PK',
    subject: 'Rider',
    category: 'rider',
    said: ['Rider ka number kya hai?', 'Woh call nahi utha raha'],
    asksForPerson: true,
  },
  {
    name: 'Ayesha Khan',
    email: 'ayesha.khan@example.com',
    locale: 'en-PK',
    subject: 'Order KHI-2291 is late',
    category: 'order',
    metadata: {
      orderId: 'KHI-2291',
      pageUrl: 'https://shop.example.com/orders/KHI-2291',
      detectedIntent: 'order_status',
    },
    said: ['Hello, my order KHI-2291 was promised for 7 pm.', 'It still says "being prepared".'],
    asksForPerson: true,
  },
];

const server = await new Server().start();
const browser = await chromium.launch(launchOptions);
mkdirSync(folder, { recursive: true });
try {
  const customers = [];
  for (const story of day) customers.push(await tell(story));
  const ayesha = customers.at(-1);

  const desk = await page({ colorScheme: 'light', locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  await logIn(desk);
  await desk.locator('a[data-conversation]').filter({ hasText: 'Ayesha' }).click();
  const field = desk.getByRole('textbox', { name: 'Your answer' });
  await field.fill('Good evening Ayesha, let me look at your order.');
  await field.press('Enter');
  await field.fill(
    'The kitchen hands it to the rider in five minutes: https://shop.example.com/track/KHI-2291',
  );
  await field.press('Enter');
  await desk.getByText('Sent').first().waitFor({ state: 'attached' });
  await say(ayesha, 'Thank you! I will wait for him.');
  await rest('PUT', `/conversations/${ayesha?.conversationId}/read`, { seq: 7 }, ayesha?.token);
  await desk.getByText('I will wait for him.').first().waitFor();
  await desk.getByText('Read by the customer').first().waitFor({ state: 'attached' });
  await desk.locator('a[data-conversation]').first().hover();
  await desk.mouse.move(0, 0);
  await desk.screenshot({ path: `${folder}/dashboard.png` });

  const phone = await page({
    colorScheme: 'dark',
    locale: 'ur-PK',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await logIn(phone);
  await phone.locator('a[data-conversation]').filter({ hasText: 'محمد علی' }).tap();
  const answer = phone.getByRole('textbox', { name: 'آپ کا جواب' });
  await answer.fill('السلام علیکم! میں ابھی دیکھتی ہوں۔');
  await answer.press('Enter');
  await answer.fill('آپ کا رائیڈر پانچ منٹ میں پہنچ رہا ہے۔');
  await answer.press('Enter');
  await phone.locator('li[data-side=desk][data-seq]').nth(1).waitFor();
  await phone.screenshot({ path: `${folder}/dashboard-urdu-phone.png` });

  const shop = await page({ colorScheme: 'light', locale: 'en-GB', viewport: { width: 1100, height: 800 } });
  await shop.goto(`${server.url}/demo`);
  await shop.mouse.click(1100 - 48, 800 - 48);
  await shop.waitForFunction(() => frames.length > 0);
  const chat = shop.frames().find((frame) => frame.url().includes('/widget/'));
  const message = chat?.getByRole('textbox');
  await message?.fill('Hello! Is the blue lamp still available?');
  await message?.press('Enter');
  await desk.getByRole('link', { name: /^All/ }).click();
  await desk.locator('a[data-conversation]').filter({ hasText: 'blue lamp' }).click();
  await field.fill('Yes, two are left. Shall I put one aside for you?');
  await field.press('Enter');
  await chat?.getByText('two are left').waitFor();
  await shop.screenshot({ path: `${folder}/widget.png` });
} finally {
  await browser.close();
  await server.stop();
}

/** @param {import('@playwright/test').BrowserContextOptions} options */
async function page(options) {
  return (await browser.newContext(options)).newPage();
}

/** @param {import('@playwright/test').Page} page */
async function logIn(page) {
  await page.goto(`${server.url}/dashboard/`);
  await page.locator('input[name=email]').fill(admin.email);
  await page.locator('input[name=password]').fill(admin.password);
  await page.locator('button[type=submit]').click();
  await page.locator('a[data-conversation]').first().waitFor();
}

/** @param {typeof day[number]} story */
async function tell({ name, email, locale, subject, category, metadata, said, asksForPerson }) {
  const { token } = await rest('POST', '/customer-sessions', { name, locale, ...(email && { email }) });
  const { id: conversationId } = await rest(
    'POST',
    '/conversations',
    { subject, category, ...(metadata && { metadata }) },
    token,
  );
  for (const text of said) await say({ token, conversationId }, text);
  if (asksForPerson) await rest('POST', `/conversations/${conversationId}/handoff`, undefined, token);
  return { token, conversationId };
}

/**
 * @param {{token: string, conversationId: string} | undefined} customer
 * @param {string} content
 */
async function say(customer, content) {
  await rest(
    'POST',
    `/conversations/${customer?.conversationId}/messages`,
    { id: uuidV7(), content },
    customer?.token,
  );
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {string} [token]
 * @returns {Promise<any>}
 */
async function rest(method, path, body, token) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}
