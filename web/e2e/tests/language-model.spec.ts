import { Model } from '../model.mjs';
import { admin as adminAccount } from '../server.mjs';
import { cleanInBothThemes, expectNothingBeyond } from './accessible.ts';
import { test as base, expect } from './fixtures.ts';

const PHONE = { width: 360, height: 740 };
const DRAFT = 'It left the kitchen at 19:40 and is with you soon. <b>Sorry</b> for the wait.';

const test = base.extend<{ tame: undefined }, { model: Model }>({
  model: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const model = await new Model().start();
      await use(model);
      await model.stop();
    },
    { scope: 'worker' },
  ],
  settings: [({ model }, use) => use(model.settings), { scope: 'worker' }],
  tame: [
    async ({ model }, use) => {
      model.status = 200;
      model.says = () => 'Hello';
      await use(undefined);
    },
    { auto: true },
  ],
});

test('an agent gets a draft, changes it and sends it', async ({ model, customer, agent }) => {
  model.says = () => JSON.stringify({ draft: DRAFT, entries: [1] });
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Where is my order?');
  const sana = await agent({ reducedMotion: 'reduce' });
  await sana.atTheDesk();
  await sana.openConversation('Where is my order?');
  await sana.page.getByRole('button', { name: 'Draft a reply' }).click();
  await expect(sana.field).toHaveValue(DRAFT);
  await expect(sana.field).toBeFocused();
  await expect(sana.page.getByText('check it before you send it')).toBeVisible();
  await cleanInBothThemes(sana.page, 'a draft');
  await sana.page.getByRole('button', { name: 'Hide customer details' }).click();
  await sana.page.setViewportSize(PHONE);
  await expectNothingBeyond(sana.page, 'a draft on a phone');
  await sana.field.press('Enter');
  // What looks like HTML is text, here and there.
  await expect(sana.said(DRAFT)).toBeVisible();
  await expect(ayesha.said(DRAFT)).toBeVisible();
  await expect(sana.page.getByText('check it before you send it')).toBeHidden();
});

test('a draft stands below what was written already', async ({ model, customer, agent }) => {
  model.says = () => 'It is on its way.';
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Where is my order?');
  const sana = await agent();
  await sana.atTheDesk();
  await sana.openConversation('Where is my order?');
  await sana.field.fill('Hello Ayesha,');
  await sana.page.getByRole('button', { name: 'Draft a reply' }).click();
  await expect(sana.field).toHaveValue('Hello Ayesha,\n\nIt is on its way.');
});

test('a model that fails is said, and the agent goes on', async ({ model, customer, agent }) => {
  model.status = 400;
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Where is my order?');
  const sana = await agent();
  await sana.atTheDesk();
  await sana.openConversation('Where is my order?');
  await sana.page.getByRole('button', { name: 'Draft a reply' }).click();
  await expect(sana.page.getByText('The language model gave no answer.')).toBeVisible();
  await sana.write('I look into it myself.');
  await expect(ayesha.said('I look into it myself.')).toBeVisible();
});

test('a conversation is summed up and a message translated, by keyboard too', async ({
  model,
  customer,
  agent,
}) => {
  model.says = (data) => (data.includes('"conversation"') ? 'She waits for a refund.' : 'میرا آرڈر کہاں ہے؟');
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Mera order kahan hai?');
  const sana = await agent({ locale: 'ur-PK', reducedMotion: 'reduce' });
  await sana.atTheDesk();
  await sana.openConversation('Mera order kahan hai?');
  const translate = sana.page.getByRole('button', { name: 'اس پیغام کا ترجمہ کریں' });
  await translate.focus();
  await sana.page.keyboard.press('Enter');
  await expect(sana.page.getByText('میرا آرڈر کہاں ہے؟')).toBeVisible();
  await sana.page.getByRole('button', { name: 'مزید', exact: true }).click();
  await sana.page.getByRole('menuitem', { name: 'خلاصہ' }).click();
  await expect(sana.page.getByRole('dialog').getByText('She waits for a refund.')).toBeVisible();
  await cleanInBothThemes(sana.page, 'a summary in Urdu');
  await sana.page.keyboard.press('Escape');
  await expect(sana.page.getByRole('dialog')).toBeHidden();
  await sana.page.getByRole('button', { name: 'گاہک کی تفصیل چھپائیں' }).click();
  await sana.page.setViewportSize(PHONE);
  await cleanInBothThemes(sana.page, 'a translation in Urdu on a phone');
});

test('an admin sees how the model is doing and what was sent', async ({ server, model, customer, admin }) => {
  model.says = () => 'It is on its way.';
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('I am ayesha@example.com, where is it?');
  const bilal = await admin({ reducedMotion: 'reduce' });
  await bilal.atTheDesk();
  const token = await server.tokenOf(adminAccount);
  const { items } = await server.rest('GET', '/conversations?status=waiting', undefined, token);
  await server.rest('POST', `/conversations/${items[0].id}/reply-draft`, {}, token);
  await bilal.visitDesk('settings/language-model');
  const { page } = bilal;
  await expect(page.getByText('small-model-7b')).toBeVisible();
  await expect(page.getByText('In use')).toBeVisible();
  await page.getByText('Draft of a reply').first().click();
  await expect(page.getByText('[email], where is it?')).toBeVisible();
  await expect(page.getByText('It is on its way.')).toBeVisible();
  await expect(page.getByText('ayesha@example.com')).toBeHidden();
  await cleanInBothThemes(page, 'the language model');
  await page.setViewportSize(PHONE);
  await cleanInBothThemes(page, 'the language model on a phone');
});
