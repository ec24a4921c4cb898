// Takes the pictures of the README from a real server with a day's worth of conversations.
//
//   node screenshots.mjs [folder]      default: docs/images
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { admin, Server, sana } from './server.mjs';
import { uuidV7 } from './uuid.mjs';

const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../docs/images'));

/** @type {{name: string, email?: string, locale: string, subject: string, category: string, metadata?: object, said: string[]}[]} */
const day = [
  {
    name: 'Zainab Shah',
    locale: 'ur-PK',
    subject: 'Rider',
    category: 'rider',
    said: ['Rider ka number kya hai?', 'Woh call nahi utha raha'],
  },
  {
    name: 'محمد علی',
    locale: 'ur-PK',
    subject: 'آرڈر KHI-2302',
    category: 'order',
    said: ['السلام علیکم', 'میرا آرڈر کہاں ہے؟ ایک گھنٹہ ہو گیا ہے۔'],
  },
  {
    name: 'Nida Rehman',
    email: 'nida.rehman@example.com',
    locale: 'en-PK',
    subject: 'Order KHI-2291 is late',
    category: 'order',
    metadata: {
      orderId: 'KHI-2291',
      pageUrl: 'https://shop.example.com/orders/KHI-2291',
      detectedIntent: 'order_status',
    },
    said: ['Hello, my order KHI-2291 was promised for 7 pm.', 'It still says "being prepared".'],
  },
];

const server = await new Server().start();
const browser = await chromium.launch(launchOptions);
mkdirSync(folder, { recursive: true });
try {
  const customers = [];
  for (const story of day) customers.push(await tell(story));
  const nida = customers.at(-1);

  const desk = await page({ colorScheme: 'light', locale: 'en-GB', viewport: { width: 1360, height: 800 } });
  await logIn(desk);
  await desk.getByRole('link', { name: /^All/ }).click();
  await desk.locator('a[data-conversation]').filter({ hasText: 'Nida' }).click();
  await desk.getByText('being prepared').last().waitFor();
  const field = desk.getByRole('textbox', { name: 'Your answer' });
  await field.fill('Good evening Nida, let me look at your order.');
  await field.press('Enter');
  await field.fill(
    'The kitchen hands it to the rider in five minutes: https://shop.example.com/track/KHI-2291',
  );
  await field.press('Enter');
  await desk.locator('li[data-side=desk][data-seq]').nth(1).waitFor();
  const { seq } = await say(nida, 'Thank you! I will wait for him.');
  await server.rest('PUT', `/conversations/${nida?.conversationId}/read`, { seq }, nida?.token);
  await desk.getByText('I will wait for him.').first().waitFor();
  await desk.getByText('Read by the customer').first().waitFor({ state: 'attached' });
  await desk.locator('a[data-conversation]').filter({ hasText: 'I will wait' }).waitFor();
  await desk.mouse.move(640, 400);
  await desk.screenshot({ path: `${folder}/dashboard.png` });

  const phone = await page({
    colorScheme: 'dark',
    locale: 'ur-PK',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await logIn(phone);
  await phone.getByRole('link', { name: /^تمام/ }).tap();
  await phone.locator('a[data-conversation]').filter({ hasText: 'محمد علی' }).tap();
  await phone.getByText('السلام علیکم').last().waitFor();
  const answer = phone.getByRole('textbox', { name: 'آپ کا جواب' });
  await answer.fill('السلام علیکم! میں ابھی دیکھتی ہوں۔');
  await answer.press('Enter');
  await answer.fill('آپ کا رائیڈر پانچ منٹ میں پہنچ رہا ہے۔');
  await answer.press('Enter');
  await phone.locator('li[data-side=desk][data-seq]').nth(1).waitFor();
  await phone.screenshot({ path: `${folder}/dashboard-urdu-phone.png` });

  const shop = await page({ colorScheme: 'light', locale: 'en-GB', viewport: { width: 920, height: 700 } });
  await shop.goto(`${server.url}/demo`);
  // The button is in a closed shadow tree: it is where a visitor finds it.
  const opened = shop.waitForEvent('framenavigated', (frame) => frame.url().includes('/widget/'));
  await shop.mouse.click(920 - 48, 700 - 48);
  const chat = await opened;
  const message = chat.getByRole('textbox');
  await message.fill('Hello! Is the chicken karahi very spicy?');
  await message.press('Enter');
  await desk.locator('a[data-conversation]').filter({ hasText: 'karahi' }).click();
  await desk.locator('li').getByText('karahi').first().waitFor();
  await field.fill('Medium. Shall I ask the kitchen to make yours mild?');
  await field.press('Enter');
  await chat.getByText('make yours mild').waitFor();
  await shop.screenshot({ path: `${folder}/widget.png` });

  // Why this agent: somebody else was free too, and had more to do.
  await server.tidy();
  const [sanaToken, adminToken] = [await tokenOf(sana), await tokenOf(admin)];
  const [first, second, third] = [
    await tell(simple('Maria')),
    await tell(simple('Omar')),
    await tell(simple('Hina')),
  ];
  await assignToMe(first, sanaToken);
  await assignToMe(second, adminToken);
  await assignToMe(third, adminToken);
  for (const token of [sanaToken, adminToken])
    await server.rest('PUT', '/me/presence', { status: 'online' }, token);
  const bushra = await tell({
    ...simple('Bushra Khan'),
    said: ['My biryani came without raita, and the rider has left.'],
  });
  await desk.getByRole('link', { name: /^Mine/ }).click();
  await desk.locator('a[data-conversation]').filter({ hasText: 'Bushra' }).click();
  await desk.getByRole('heading', { name: /Why .?Sana/ }).waitFor();
  await field.fill('I am sorry, Bushra! I send you one with the next rider.');
  await field.press('Enter');
  await say(bushra, 'Thank you, that was quick.');
  await desk.locator('li[data-side]').getByText('that was quick').waitFor();
  await desk.screenshot({ path: `${folder}/why-this-agent.png` });
} finally {
  await browser.close();
  await server.stop();
}

/** @param {string} name */
function simple(name) {
  return { name, locale: 'en-PK', subject: 'Order KHI-2310', category: 'order', said: ['Hello!'] };
}

/** @param {{ email: string, password: string }} account */
async function tokenOf({ email, password }) {
  return (await server.rest('POST', '/sessions', { email, password })).token;
}

/**
 * @param {{ conversationId: string }} conversation
 * @param {string} token
 */
async function assignToMe({ conversationId }, token) {
  await server.rest('PUT', `/conversations/${conversationId}/assignment`, { agentId: 'me' }, token);
}

/** @param {import('@playwright/test').BrowserContextOptions} options */
async function page(options) {
  return (await browser.newContext(options)).newPage();
}

/** @param {import('@playwright/test').Page} page */
async function logIn(page) {
  await page.goto(`${server.url}/dashboard/`);
  await page.locator('input[name=email]').fill(sana.email);
  await page.locator('input[name=password]').fill(sana.password);
  await page.locator('button[type=submit]').click();
  await page.locator('a[data-conversation]').first().waitFor();
}

/** @param {typeof day[number]} story */
async function tell({ name, email, locale, subject, category, metadata, said }) {
  const { token } = await server.rest('POST', '/customer-sessions', {
    name,
    locale,
    ...(email && { email }),
  });
  const { id: conversationId } = await server.rest(
    'POST',
    '/conversations',
    { subject, category, ...(metadata && { metadata }) },
    token,
  );
  for (const text of said) await say({ token, conversationId }, text);
  return { token, conversationId };
}

/**
 * @param {{token: string, conversationId: string} | undefined} customer
 * @param {string} content
 */
async function say(customer, content) {
  const path = `/conversations/${customer?.conversationId}/messages`;
  return server.rest('POST', path, { id: uuidV7(), content }, customer?.token);
}
