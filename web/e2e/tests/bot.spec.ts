import type { Locator } from '@playwright/test';
import { admin as adminAccount, type Server, withBot } from '../server.mjs';
import { clean, cleanInBothThemes } from './accessible.ts';
import type { Customer } from './customer.ts';
import { expect, test } from './fixtures.ts';

test.use({ settings: withBot });

const LANGUAGES = [
  {
    language: 'English',
    locale: 'en-GB',
    query: '',
    question: 'Where is my order?',
    answer: /Open “My orders” and choose the order/,
    helped: 'Yes, thank you',
    person: 'Talk to a person',
    bot: 'Assistant',
    typed: 'how can i cancel my order?',
    typedAnswer: /free of charge until the restaurant/,
    queued: 'You are in the queue.',
    strange: 'Do penguins have knees?',
    offline: /^We are offline/,
  },
  {
    language: 'Urdu',
    locale: 'ur-PK',
    query: '?lang=ur',
    question: 'میرا آرڈر کہاں ہے؟',
    answer: /“میرے آرڈرز” کھولیں/,
    helped: 'جی ہاں، شکریہ',
    person: 'نمائندے سے بات کریں',
    bot: 'معاون',
    typed: 'آرڈر کینسل',
    typedAnswer: /ریستوران تیاری شروع نہ کرے/,
    queued: 'آپ قطار میں ہیں۔',
    strange: 'کیا پینگوئن کے گھٹنے ہوتے ہیں؟',
    offline: /^ہم اس وقت آف لائن ہیں/,
  },
] as const;

for (const words of LANGUAGES) {
  const { language, locale, query } = words;
  const phone = { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;

  test(`a frequent question is answered at one touch, and that it helped is told: ${language}`, async ({
    customer,
  }) => {
    const ayesha = await customer(phone);
    await open(ayesha, query);
    const question = ayesha.chat.getByRole('button', { name: words.question });
    await expect(question).toBeVisible();
    await cleanInBothThemes(ayesha.page, 'the questions, on a small phone');
    await question.click();
    const answer = log(ayesha).getByText(words.answer);
    await expect(answer).toBeVisible();
    await expect(
      log(ayesha).getByRole('article', { name: words.bot }).filter({ hasText: words.answer }),
    ).toHaveCount(1);
    await expect(log(ayesha).getByRole('article').first()).toContainText(words.question);
    await expect(offered(ayesha)).not.toHaveCount(0);
    await cleanInBothThemes(ayesha.page, 'an answer and what is offered below it, on a small phone');

    await offered(ayesha).filter({ hasText: words.helped }).click();
    await expect(ayesha.said(words.helped)).toBeVisible();
    await expect(offered(ayesha)).toHaveCount(0);
    await expect(person(ayesha, words.person)).toBeVisible();
  });

  test(`a typed question is answered; one button later a person has it: ${language}`, async ({
    customer,
    agent,
  }) => {
    const sana = await agent({ locale, reducedMotion: 'reduce' });
    const ayesha = await customer({ locale });
    await sana.atTheDesk();
    await open(ayesha, query);
    await ayesha.write(words.typed);
    await expect(log(ayesha).getByText(words.typedAnswer)).toBeVisible();
    await person(ayesha, words.person).click();
    await expect(log(ayesha).getByText(words.queued)).toBeVisible();
    await expect(person(ayesha, words.person)).toHaveCount(0);
    await expect(offered(ayesha)).toHaveCount(0);

    await sana.page.keyboard.press('4');
    await sana.page.locator('a[data-conversation]').first().click();
    await expect(sana.said(words.typed)).toBeVisible();
    await cleanInBothThemes(sana.page, 'the desk with what the bot did');
  });
}

test.describe('while nobody is there', () => {
  for (const words of LANGUAGES) {
    test(`what has no answer is said to wait, once: ${words.language}`, async ({ customer }) => {
      const ayesha = await customer({ locale: words.locale });
      await open(ayesha, words.query);
      await ayesha.write(words.strange);
      const told = log(ayesha).getByText(words.offline);
      await expect(told).toBeVisible();
      await expect(log(ayesha).getByText(words.queued)).toBeVisible();
      await expect(person(ayesha, words.person)).toHaveCount(0);
      await ayesha.write(`${words.strange}!`);
      await expect(ayesha.chat.getByRole('img', { name: /Delivered|پہنچ گیا/ })).toHaveCount(2);
      await expect(told).toHaveCount(1);
    });
  }
});

test('quick replies work by keyboard, and the focus goes on in the history', async ({ customer }) => {
  const ayesha = await customer();
  const { keyboard } = ayesha.page;
  await open(ayesha);
  await ayesha.chat.getByRole('button', { name: 'Where is my order?' }).focus();
  await keyboard.press('Enter');
  await expect(log(ayesha)).toBeFocused();
  await expect(offered(ayesha).first()).toBeVisible();
  await keyboard.press('Tab');
  await expect(offered(ayesha).first()).toBeFocused();
  await keyboard.press('Enter');
  await expect(log(ayesha)).toBeFocused();
  await expect(offered(ayesha)).toHaveCount(0);
});

test('a person can be asked for before anything is said', async ({ customer, server }) => {
  const ayesha = await customer();
  await open(ayesha);
  await person(ayesha).click();
  await expect(log(ayesha).getByText('You are in the queue.')).toBeVisible();
  await expect(person(ayesha)).toHaveCount(0);
  const token = await server.tokenOf(adminAccount);
  const { items } = await server.rest('GET', '/conversations?status=waiting', undefined, token);
  expect(items).toHaveLength(1);
});

test('what is offered goes as soon as somebody writes', async ({ customer }) => {
  const ayesha = await customer();
  await open(ayesha);
  await ayesha.chat.getByRole('button', { name: 'Where is my order?' }).click();
  await expect(offered(ayesha).first()).toBeVisible();
  const before = await offered(ayesha).count();
  await ayesha.write('How do I get a refund?');
  await expect(log(ayesha).getByText(/Refunds go back/)).toBeVisible();
  await expect(offered(ayesha)).toHaveCount(before);
});

test('a quick reply without a connection is kept, and arrives once', async ({
  customer,
  network,
  server,
}) => {
  const ayesha = await customer();
  await open(ayesha);
  await ayesha.chat.getByRole('button', { name: 'Where is my order?' }).click();
  await expect(offered(ayesha).first()).toBeVisible();
  network.become('down');
  await offered(ayesha).filter({ hasText: 'Yes, thank you' }).click();
  await expect(ayesha.said('Yes, thank you')).toBeVisible();
  await expect(offered(ayesha)).toHaveCount(0);
  await expect(ayesha.chat.getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  const next = await ayesha.anotherTab();
  await ayesha.page.close();

  network.become('good');
  await open(next);
  await expect(next.said('Yes, thank you')).toHaveCount(1);
  await expect(next.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  expect((await messages(server)).filter(({ metadata }) => metadata.value === 'helped')).toHaveLength(1);
});

test('the button for a person works without a connection too', async ({ customer, network }) => {
  const ayesha = await customer();
  await open(ayesha);
  await ayesha.chat.getByRole('button', { name: 'Where is my order?' }).click();
  await expect(offered(ayesha).first()).toBeVisible();
  network.become('down');
  await expect(ayesha.chat.getByText(/No connection/)).toBeVisible();
  await person(ayesha).click();
  await expect(ayesha.chat.getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  network.become('good');
  await expect(log(ayesha).getByText('You are in the queue.')).toBeVisible({ timeout: 40_000 });
});

test('the desk sees what the bot said, what it offered, and why', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await open(ayesha);
  await ayesha.write('mera order kahan hai');
  await expect(log(ayesha).getByRole('article', { name: 'Assistant' })).not.toHaveCount(0);
  await sana.atTheDesk();
  await sana.page.keyboard.press('3');
  await sana.row(/Bot:/).first().click();
  const history = sana.page.locator('li[data-side=bot]').last();
  await expect(history.getByRole('list', { name: 'Offered answers' }).getByRole('listitem')).not.toHaveCount(
    0,
  );
  const panel = sana.page.getByRole('complementary');
  await expect(panel.getByText(/^The bot answered/)).toBeVisible();
  await expect(panel.getByText('near enough to be answered')).toBeVisible();
  await expect(panel.getByText('Urdu (Latin)').first()).toBeVisible();
  await clean(sana.page, 'a conversation with the bot');
});

test('an admin asks the bot by keyboard and reads what it would answer, and why', async ({ admin }) => {
  const bilal = await admin({ reducedMotion: 'reduce' });
  const { page } = bilal;
  await bilal.atTheDesk();
  await bilal.visitDesk('settings/bot');
  const field = page.getByLabel('A question as a customer would ask it');
  await field.focus();
  await page.keyboard.type('how can i cancel my order');
  await page.keyboard.press('Enter');
  const result = page.getByRole('region', { name: 'Try it' });
  await expect(result.getByText(/It would answer/)).toBeVisible();
  await expect(result.getByRole('row').nth(1)).toContainText('Can I cancel my order?');
  await expect(result.getByText(/free of charge/)).toBeVisible();
  await cleanInBothThemes(page, 'the bot’s page with an answer');
});

test('a question that was not answered is added to one that is, and answered from then on', async ({
  customer,
  admin,
}) => {
  const [ayesha, bilal] = [await customer(), await admin({ reducedMotion: 'reduce' })];
  const { page } = bilal;
  const asked = 'is the biryani at your place gluten free';
  await open(ayesha);
  await ayesha.write(asked);
  await expect(log(ayesha).getByRole('article', { name: 'Assistant' })).not.toHaveCount(0);

  await bilal.atTheDesk();
  await bilal.visitDesk('settings/unanswered');
  const group = page
    .getByRole('list', { name: 'Unanswered questions' })
    .getByRole('listitem')
    .filter({ hasText: asked });
  await expect(group).toBeVisible();
  await cleanInBothThemes(page, 'unanswered questions');
  await group.getByRole('button', { name: 'Add as a question' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Question', { exact: true })).toHaveValue(asked);
  await dialog.getByLabel('Answer').fill('Yes, ours is made without wheat.');
  await clean(page, 'the dialog for a new question');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(group).toHaveCount(0);

  const next = await customer();
  await open(next);
  await next.write(asked);
  await expect(log(next).getByText(/ours is made without wheat/)).toBeVisible();
});

test('a site whose bot is off sends a new conversation to the queue with its first message', async ({
  server,
  customer,
  admin,
}) => {
  const bilal = await admin();
  const { page } = bilal;
  await bilal.atTheDesk();
  await bilal.visitDesk('settings/sites');
  await page.locator('article li a', { hasText: 'demo' }).click();
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('button', { name: 'Talk to a person' })).toBeVisible();
  const bot = page.getByRole('switch', { name: 'The bot answers first' });
  await bot.click();
  await expect(preview.getByRole('button', { name: 'Talk to a person' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.').first()).toBeVisible();

  // A change reaches the widget within two seconds.
  const told = () => server.rest('GET', '/widget-settings?siteKey=demo');
  await expect.poll(async () => (await told()).bot).toBe(false);
  const ayesha = await customer();
  await open(ayesha);
  await expect(ayesha.chat.locator('summary').first()).toBeVisible();
  await expect(person(ayesha)).toHaveCount(0);
  await ayesha.write('Anybody there?');
  await expect(log(ayesha).getByText('You are in the queue.')).toBeVisible();
  await expect(log(ayesha).getByRole('article', { name: 'Assistant' })).toHaveCount(0);

  await bot.click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
});

/** Of the one conversation that is open. */
async function messages(server: Server): Promise<{ metadata: { value?: string } }[]> {
  const token = await server.tokenOf(adminAccount);
  const { items } = await server.rest('GET', '/conversations?status=automated,waiting', undefined, token);
  return (await server.rest('GET', `/conversations/${items[0].id}/messages`, undefined, token)).items;
}

async function open(customer: Customer, query = ''): Promise<void> {
  await customer.visitShop(query);
  await customer.openChat();
}

function log(customer: Customer): Locator {
  return customer.chat.getByRole('log');
}

/** The quick replies that can be pressed now. */
function offered(customer: Customer): Locator {
  return log(customer).getByRole('group').getByRole('button');
}

/** The button that is there as long as the bot answers. */
function person(customer: Customer, name = 'Talk to a person'): Locator {
  return customer.chat.locator('.foot').getByRole('button', { name });
}
