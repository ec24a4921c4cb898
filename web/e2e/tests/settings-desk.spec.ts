import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { admin as adminAccount } from '../server.mjs';
import type { Agent } from './agent.ts';
import { expect, test } from './fixtures.ts';

test('an admin gives a department hours, without touching the mouse', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  const { keyboard } = page;
  await open(bilal, 'departments/new');
  await page.getByLabel('Name', { exact: true }).focus();
  await keyboard.type('Night shift');
  await tabTo(page, 'When it is open');
  await keyboard.press('ArrowDown');
  await tabTo(page, 'Time zone');
  await keyboard.press('Control+A');
  await keyboard.type('Asia/Karachi');
  await tabTo(page, 'Add hours on Saturday');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Saturday: from')).toHaveValue('09:00');
  await page.getByLabel('Saturday: from').fill('22:00');
  await page.getByLabel('Saturday: to').fill('06:00');
  await expect(page.getByRole('group', { name: 'Saturday' })).toContainText('next day');
  await tabTo(page, 'Create');
  await keyboard.press('Enter');

  await expect(row(page, 'Night shift')).toContainText('0 members');
  await row(page, 'Night shift').focus();
  await keyboard.press('Enter');
  await expect(page.getByLabel('Saturday: to')).toHaveValue('06:00');
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Karachi');
  await expect(page.getByText(/^(Open|Closed) now/)).toBeVisible();
});

test('hours that overlap are refused at their line, and nothing is stored', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'departments/new');
  await page.getByLabel('Name', { exact: true }).fill('Overlapping');
  await page.getByLabel('When it is open').selectOption('By hours');
  await page.getByRole('button', { name: 'Add hours on Monday' }).click();
  const second = page.getByLabel('Monday: from').nth(1);
  await second.fill('17:00');
  await expect(page.getByText('It overlaps with other hours.')).toBeVisible();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(second).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL(/departments\/new$/);
});

test('members, offline text and reply targets of a department are kept', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'departments');
  await row(page, 'Payments').click();
  const sana = page.getByRole('checkbox', { name: 'Sana' });
  await expect(sana).toBeChecked();
  await sana.uncheck();
  await page.getByLabel('Offline text (Urdu)').fill('ہم کل صبح نو بجے جواب دیں گے۔');
  await page.getByLabel('Urgent: minutes until the first answer').fill('5');
  await save(page);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Sana' })).not.toBeChecked();
  await expect(page.getByLabel('Offline text (Urdu)')).toHaveValue(/نو بجے/);
  await expect(page.getByLabel('Urgent: minutes until the first answer')).toHaveValue('5');
  await page.getByRole('checkbox', { name: 'Sana' }).check();
  await save(page);
});

test('two admins change one department: the second sees it and overwrites nothing', async ({
  admin,
  server,
}) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'departments');
  await row(page, 'Customer care').click();
  await page.getByLabel('Name', { exact: true }).fill('Care');
  const token = await server.tokenOf(adminAccount);
  const { items } = await server.rest('GET', '/departments', undefined, token);
  const { id } = items.find(({ name }: { name: string }) => name === 'Customer care');
  await server.rest('PATCH', `/departments/${id}`, { routing: 'manual' }, token);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
  await page.getByRole('button', { name: 'Put mine on top of theirs' }).click();
  await expect(page.getByLabel('Who gets a conversation')).toHaveValue('manual');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Care');
  await server.rest('PATCH', `/departments/${id}`, { routing: 'automatic' }, token);
});

test('two admins set reply targets: the second is told before anything is overwritten', async ({
  admin,
  server,
}) => {
  const bilal = await admin();
  const { page } = bilal;
  const { token } = await server.rest('POST', '/sessions', {
    email: adminAccount.email,
    password: adminAccount.password,
  });
  const low = (departmentId: string | null, minutes: number) => ({
    departmentId,
    priority: 'low',
    firstReplySeconds: minutes * 60,
    nextReplySeconds: null,
  });
  const set = (...items: ReturnType<typeof low>[]) => server.rest('PUT', '/reply-targets', { items }, token);
  const field = page.getByLabel('Low: minutes until the first answer');
  const button = page.getByRole('button', { name: 'Save', exact: true });
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile.' });

  await open(bilal, 'departments/targets');
  await field.fill('7');
  await set(low(null, 10));
  await button.click();
  await expect(conflict).toBeVisible();
  await page.getByRole('button', { name: 'Put mine on top of theirs' }).click();
  await expect(field).toHaveValue('7');
  await save(page);
  await page.reload();
  await expect(field).toHaveValue('7');

  // What was set for all is nothing to a department's own.
  const { items } = await server.rest('GET', '/departments', undefined, token);
  const { id } = items.find(({ name }: { name: string }) => name === 'Payments');
  await open(bilal, `departments/${id}`);
  await field.fill('3');
  await set(low(null, 20));
  await save(page);

  await field.fill('4');
  await set(low(null, 20), low(id, 5));
  await button.click();
  await expect(conflict).toBeVisible();
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await expect(conflict).toHaveCount(0);
  await expect(field).toHaveValue('5');
  await set();
});

test('a question is added, found, changed and deleted', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'faq');
  await page.getByRole('link', { name: 'New question' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Fill this in.')).toHaveCount(3);
  await page.getByLabel('Short name').fill('opening-hours');
  await page.getByLabel('Question', { exact: true }).fill('When do you open?');
  await page.getByLabel('Other ways to ask it').fill('opening times\nare you open');
  await page.getByLabel('Answer').fill('At nine.');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('searchbox').fill('when do you open');
  await expect(page.getByRole('list', { name: 'Frequent questions' }).getByRole('listitem')).toHaveCount(1);
  await row(page, 'When do you open?').click();
  await expect(page.getByLabel('Other ways to ask it')).toHaveValue('opening times\nare you open');
  await page.getByRole('switch', { name: 'Active' }).uncheck();
  await save(page);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Frequent questions' })).toBeVisible();
  await page.getByRole('searchbox').fill('when do you open');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
});

test('a reply template and a category keep their keywords in both languages', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'categories/new');
  await page.getByLabel('Short name').fill('voucher');
  await page.getByLabel('Name (English)').fill('Voucher');
  await page.getByLabel('Name (Urdu)').fill('واؤچر');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(row(page, 'Voucher')).toBeVisible();
  await open(bilal, 'templates/new');
  await page.getByLabel('Category').selectOption('Voucher');
  await page.getByLabel('Keywords').fill('coupon\npromo code');
  await page.getByLabel('Reply (English)').fill('Vouchers are valid for a month.');
  await page.getByLabel('Reply (Urdu)').fill('واؤچر ایک ماہ کے لیے ہیں۔');
  await page.getByRole('button', { name: 'Create' }).click();
  await row(page, 'coupon, promo code').click();
  await expect(page.getByLabel('Category')).toHaveValue('voucher');
  await expect(page.getByLabel('Reply (Urdu)')).toHaveValue('واؤچر ایک ماہ کے لیے ہیں۔');
});

test('labels are made, set in a conversation and seen in it', async ({ admin, agent, customer }) => {
  const [ayesha, sana, bilal] = [await customer(), await agent(), await admin()];
  await open(bilal, 'labels/new');
  await bilal.page.getByLabel('Name', { exact: true }).fill('refund');
  await bilal.page.locator('input[name=color]').fill('#ffd400');
  await expect(bilal.page.getByText(/Contrast of its text 14\.\d:1/)).toBeVisible();
  await bilal.page.getByRole('button', { name: 'Create' }).click();
  await expect(row(bilal.page, 'refund')).toBeVisible();
  await open(bilal, 'labels/new');
  await bilal.page.getByLabel('Name', { exact: true }).fill('refund');
  await bilal.page.getByRole('button', { name: 'Create' }).click();
  await expect(bilal.page.getByText('There is one with this already.')).toBeVisible();

  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('I want my money back.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('I want my money back.');
  const panel = sana.page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Change labels' }).click();
  await sana.page.getByRole('menuitemcheckbox', { name: 'refund' }).click();
  await sana.page.keyboard.press('Escape');
  await expect(panel.getByText('refund', { exact: true }).first()).toBeVisible();
  await expect(sana.page.locator('header').getByText('refund', { exact: true })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Change labels' })).toBeFocused();
});

test('a slash finds a canned reply, and it is inserted filled in', async ({ agent, customer }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await open(sana, 'canned/new');
  const { page } = sana;
  await page.getByRole('textbox', { name: 'Shortcut', exact: true }).fill('thanks');
  await page.getByLabel('Title').fill('Thank you');
  await page.getByLabel('Text').fill('Thank you, I am ');
  await page.getByRole('button', { name: '{{agent.name}}' }).click();
  await expect(page.getByLabel('Text')).toHaveValue('Thank you, I am {{agent.name}}');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(row(page, 'Thank you')).toContainText('not used yet');

  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Are you there?');
  await sana.visitDesk();
  await sana.show('All');
  await sana.openConversation('Are you there?');
  await sana.field.fill('Yes. ');
  await sana.field.press('End');
  await sana.field.pressSequentially('/tha');
  const found = page.getByRole('listbox', { name: 'Canned replies' });
  await expect(found.getByRole('option', { selected: true })).toContainText('/thanks');
  await sana.field.press('Enter');
  await expect(sana.field).toHaveValue('Yes. Thank you, I am Sana');
  await expect(sana.field).toBeFocused();
  await expect(found).toHaveCount(0);
  await sana.field.press('Enter');
  await expect(ayesha.said('Yes. Thank you, I am Sana')).toBeVisible();
  // A slash that finds nothing, or that Escape was pressed at, is a slash.
  await sana.write('/zzz');
  await expect(ayesha.said('/zzz')).toBeVisible();
  await sana.field.fill('/');
  await expect(found).toBeVisible();
  await sana.field.press('Escape');
  await expect(found).toHaveCount(0);
  await expect(sana.field).toBeFocused();
});

test('a system text is changed, cannot say what nobody fills in, and goes back to the shipped one', async ({
  admin,
}) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'texts');
  await page.getByRole('searchbox').fill('joined');
  await row(page, 'An agent joined').click();
  const english = page.getByRole('textbox', { name: 'English' });
  await english.fill('{agents} is here');
  const save = page.getByRole('button', { name: 'Save', exact: true }).first();
  await save.click();
  await expect(page.getByText(/\{agents\}.* is unknown here/)).toBeVisible();
  await english.fill('{agent} is here');
  await save.click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
  await expect(page.getByText('{agent} joined')).toBeVisible();
  await open(bilal, 'texts');
  await expect(row(page, 'An agent joined')).toContainText('Changed');
  await row(page, 'An agent joined').click();
  await expect(english).toHaveValue('{agent} is here');
  await page.getByRole('button', { name: 'Back to the shipped text (English)' }).click();
  await save.click();
  await expect(save).toBeDisabled();
  await page.reload();
  await expect(english).toHaveValue('{agent} joined');
});

test('a file is checked before it is imported, and what is wrong is named by row', async ({ admin }) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'faq');
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Spreadsheet (CSV)' }).click();
  const exported = await readFile(await (await downloaded).path(), 'utf8');
  expect(exported).toContain('slug');

  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Import/ });
  const choose = (content: string) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await choose('slug;language;question;answer\n;en;No slug?;No.\nimported;en;Imported?;Yes.\n');
  await expect(dialog.getByText(/1 error/)).toBeVisible();
  await expect(dialog.getByRole('row').nth(1)).toContainText('slug');
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  await choose('slug;language;question;answer\nimported;en;"Imported; really?";Yes.\n');
  await expect(dialog.getByText('1 new, 0 changed, 0 as they are.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('searchbox').fill('Imported; really?');
  await expect(row(page, 'Imported; really?')).toBeVisible();
});

test('what is wrong with a row is said in the language of the account, not of the browser', async ({
  admin,
  server,
}) => {
  const token = await server.tokenOf(adminAccount);
  await server.rest('PATCH', '/me', { language: 'ur' }, token);
  try {
    const bilal = await admin();
    const { page } = bilal;
    await open(bilal, 'faq');
    await page.getByRole('button', { name: 'درآمد…' }).click();
    const dialog = page.getByRole('dialog');
    const content = 'slug,language,question,answer\nrefund,en,,So\nrefund,xx,How?,So\n"';
    const choose = (text: string) =>
      dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose(content.slice(0, -1));
    await expect(dialog.getByRole('row').nth(1)).toContainText('یہ لازمی ہے۔');
    await choose(content);
    await expect(dialog.getByRole('row').nth(1)).toContainText('ایک اقتباس کا نشان بند نہیں ہوا۔');
  } finally {
    await server.rest('PATCH', '/me', { language: 'en' }, token);
  }
});

test('what the widget says while nobody is here is a text of the desk', async ({
  admin,
  customer,
  server,
}) => {
  const bilal = await admin();
  const { page } = bilal;
  await open(bilal, 'texts');
  const name = 'At the top, while nobody is here';
  await row(page, name).click();
  const english = page.getByRole('textbox', { name: 'English' });
  await expect(english).toHaveValue(/^Nobody is here right now/);
  await english.fill('We sleep until nine.');
  const save = page.getByRole('button', { name: 'Save', exact: true }).first();
  await save.click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
  const said = async () => (await server.rest('GET', '/widget-settings')).texts.en['widget.offline'];
  await expect.poll(said).toBe('We sleep until nine.');

  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await expect(ayesha.chat.getByText('We sleep until nine.')).toBeVisible();
  await expect(ayesha.chat.getByText('Nobody is here right now')).toHaveCount(0);

  await page.getByRole('button', { name: 'Back to the shipped text (English)' }).click();
  await save.click();
  await expect(save).toBeDisabled();
  await expect.poll(said).toBeUndefined();
  // Her browser may keep for some seconds what the widget was told.
  const hina = await customer();
  await hina.visitShop();
  await hina.openChat();
  await expect(hina.chat.getByText('Nobody is here right now')).toBeVisible();
});

/** Where the admin is, after a log-in if there was none. */
async function open(agent: Agent, place: string): Promise<void> {
  const isIn = agent.page.url().includes('/dashboard');
  if (!isIn) {
    await agent.logIn();
    await expect(agent.page.getByRole('navigation').first()).toBeVisible();
  }
  await agent.visitDesk(`settings/${place}`);
  await expect(agent.page.getByRole('heading', { level: 1 })).toBeVisible();
}

function row(page: Page, text: string) {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: text }).getByRole('link').first();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').getByText('Saved.')).toBeVisible();
}

/** On with Tab until the focus is where a label says. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate((wanted) => {
      const element = document.activeElement as HTMLInputElement | null;
      const names = [element?.ariaLabel, element?.labels?.[0]?.textContent, element?.textContent];
      return names.some((text) => text?.trim() === wanted);
    }, name);
    if (isThere) return;
  }
  throw new Error(`Tab never came to ${name}.`);
}
