import { expect, test } from './fixtures.ts';

test('who comes online is given the conversation that waits, and can say why', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Hello?');
  await ayesha.write('I wait for somebody.');
  await sana.atTheDesk();
  await sana.openConversation('I wait for somebody.');
  const details = sana.page.getByRole('complementary', { name: 'Customer details' });
  await expect(details.getByText(/Place 1 in the queue/)).toBeVisible();
  await expect(details.getByText('Nobody who serves it is online.')).toBeVisible();
  await expect(details.getByRole('listitem').filter({ hasText: 'Sana' })).toContainText('Offline');

  await sana.list.getByRole('button', { name: 'Go online' }).click();

  await expect(sana.page.getByRole('button', { name: 'Your presence: Online' })).toBeVisible();
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();
  await expect(ayesha.chat.getByText(/Sana.? joined/)).toBeVisible();
  await expect(details.getByRole('heading', { name: /Why .?Sana/ })).toBeVisible();
  await expect(details.getByText(/Given to .?Sana.?, who was the only one free/)).toBeVisible();
  await sana.show('Mine');
  await expect(sana.row('I wait for somebody.')).toBeVisible();
});

test('a transfer goes to a colleague with a note, and the customer keeps the conversation', async ({
  customer,
  agent,
  admin,
}) => {
  const [ayesha, sana, bilal] = [await customer(), await agent(), await admin()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('This is about my payment.');
  await sana.atTheDesk();
  await sana.show('New');
  await sana.openConversation('This is about my payment.');
  await sana.write('Let me find the right person.');
  await expect(ayesha.said('Let me find the right person.')).toBeVisible();
  await bilal.atTheDesk();
  await bilal.comeOnline();

  await sana.act('Transfer…');
  const dialog = sana.page.getByRole('dialog', { name: 'Transfer this conversation' });
  await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Admin · Online · 0 of 5' });
  await dialog.getByLabel(/Note/).fill('Paid twice, see order KHI-2291.');
  await dialog.getByRole('button', { name: 'Transfer' }).click();

  await expect(ayesha.chat.getByText(/Admin.? joined/)).toBeVisible();
  await bilal.show('Mine');
  await bilal.row('Let me find the right person.').click();
  // The note is for him alone.
  const details = bilal.page.getByRole('complementary', { name: 'Customer details' });
  await expect(details.getByText('Paid twice, see order KHI-2291.')).toBeVisible();
  await bilal.write('Hello, I have your payment here.');
  await expect(ayesha.said('Hello, I have your payment here.')).toBeVisible();
});

test('an escalation makes it urgent on every screen', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('This is the third time!');
  await sana.atTheDesk();
  await sana.openConversation('This is the third time!');
  await sana.act('Escalate…');
  const dialog = sana.page.getByRole('dialog', { name: 'Escalate this conversation' });
  await dialog.getByLabel('Why?', { exact: true }).fill('Third late delivery this week.');
  await dialog.getByRole('button', { name: 'Escalate' }).click();
  const history = sana.page.getByRole('region', { name: 'Messages' });
  await expect(history.getByText('Escalated: prioritised to senior support')).toBeVisible();
  await expect(sana.list.getByRole('listitem').filter({ hasText: 'Urgent' })).toHaveCount(1);
});

test('whoever takes the next gets the one who has waited longest', async ({ customer, agent }) => {
  const [ayesha, zara, sana] = [await customer(), await customer(), await agent()];
  for (const [somebody, words] of [
    [ayesha, 'I was first.'],
    [zara, 'I was second.'],
  ] as const) {
    await somebody.visitShop();
    await somebody.openChat();
    await somebody.write(words);
    await expect(somebody.chat.getByText('You are in the queue')).toBeVisible();
  }
  // Nobody is here, and the chat does not pretend otherwise.
  await expect(ayesha.chat.getByText('Nobody is here right now')).toBeVisible();

  await sana.atTheDesk();
  await sana.show('New');
  await sana.page.getByRole('button', { name: 'Take the next' }).click();
  await expect(sana.said('I was first.')).toBeVisible();
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();
  await expect(ayesha.chat.getByText(/Sana.? joined/)).toBeVisible();
});
