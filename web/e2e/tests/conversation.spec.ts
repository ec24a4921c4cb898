import { expect, test } from './fixtures.ts';

test('a customer and an agent talk, reload, and lose nothing when the server is killed', async ({
  server,
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await sana.atTheDesk();
  await sana.show('All');

  await test.step('what the customer writes is on the agent’s screen', async () => {
    await ayesha.write('Where is my biryani?');
    await sana.openConversation('Where is my biryani?');
  });

  await test.step('the answer comes back', async () => {
    await sana.write('It left the kitchen just now.');
    await expect(ayesha.said('It left the kitchen just now.')).toBeVisible();
    await expect(sana.page.getByText('Read by the customer')).toBeAttached();
  });

  await test.step('a reload on both sides restores everything', async () => {
    await Promise.all([ayesha.page.reload(), sana.page.reload()]);
    await ayesha.openChat();
    for (const text of ['Where is my biryani?', 'It left the kitchen just now.']) {
      await expect(ayesha.said(text)).toBeVisible();
      await expect(sana.said(text)).toBeVisible();
    }
  });

  await test.step('both sides come back by themselves after kill -9, with what was written meanwhile', async () => {
    await server.kill();
    await ayesha.write('Are you still there?');
    await expect(ayesha.said('Are you still there?')).toBeVisible();
    await server.start();
    await expect(sana.said('Are you still there?')).toBeVisible({ timeout: 30_000 });
    await sana.write('Yes, we never left.');
    await expect(ayesha.said('Yes, we never left.')).toBeVisible();
    for (const text of ['Where is my biryani?', 'It left the kitchen just now.']) {
      await expect(sana.said(text)).toHaveCount(1);
      await expect(ayesha.said(text)).toHaveCount(1);
    }
  });
});

test('a closed conversation can be read by both and written by nobody', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Please cancel my order.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('Please cancel my order.');
  await sana.write('Cancelled.');
  await expect(ayesha.said('Cancelled.')).toBeVisible();

  await sana.act('Close');
  await sana.page.getByRole('button', { name: 'Close for good' }).click();

  await expect(sana.page.getByText('It can be read, not changed.')).toBeVisible();
  await expect(sana.field).toHaveCount(0);
  await expect(ayesha.chat.getByText('This conversation is closed.')).toBeVisible();
  await expect(ayesha.field).toHaveCount(0);
  await expect(ayesha.said('Cancelled.')).toBeVisible();
  await sana.show('Done');
  await expect(sana.row('Cancelled.')).toBeVisible();
});

test('an agent sees a new conversation and its count without asking', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await sana.atTheDesk();
  await sana.show('All');
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Is anybody there today?');
  await expect(sana.row('Is anybody there today?')).toContainText('1 unread message');
  await sana.openConversation('Is anybody there today?');
  await expect(sana.row('Is anybody there today?')).not.toContainText('unread');
});

test('accepting shows at once whose conversation it is, to the customer too', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('I want to talk to somebody.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('I want to talk to somebody.');
  await sana.page.getByRole('button', { name: 'Accept' }).click();
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();
  await expect(ayesha.chat.getByText(/ joined$/)).toBeVisible();
  await sana.show('Mine');
  await expect(sana.list.locator('[aria-current]').last()).toBeVisible();
});

test('what a colleague has accepted leaves the list of those who wait, on every screen', async ({
  customer,
  agent,
  admin,
}) => {
  const [ayesha, sana, bilal] = [await customer(), await agent(), await admin()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Hello?');
  await ayesha.write('Who takes this one?');
  for (const person of [sana, bilal]) {
    await person.atTheDesk();
    await person.openConversation('Who takes this one?');
  }
  await bilal.page.getByRole('button', { name: 'Accept' }).click();
  await expect(sana.page.getByText(/With .?Admin/)).toBeVisible();
  await expect(sana.row('Who takes this one?')).toHaveCount(0);
});

test('typing is seen on the other side', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('My rider is lost.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('My rider is lost.');
  await ayesha.field.pressSequentially('He is at');
  await expect(sana.page.getByText(/is typing/)).toBeVisible();
  await sana.field.pressSequentially('Let me');
  await expect(ayesha.chat.getByText(/is typing/)).toBeVisible();
});

test('what people write is shown as text, and only web addresses become links', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  const text = '<img src=x onerror=alert(1)> see https://example.org/a and javascript:alert(2)';
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write(text);
  await sana.atTheDesk();
  await sana.show('All');
  await sana.row('<img src=x').click();
  const bubble = sana.page.locator('li[data-side=customer] p[dir=auto]').filter({ hasText: '<img' });
  await expect(bubble).toHaveText(text);
  await expect(bubble.getByRole('link')).toHaveCount(1);
  await expect(bubble.getByRole('link')).toHaveAttribute('rel', /noopener/);
});

test('what shows nothing cannot be sent by either side', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Is anybody there?');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('Is anybody there?');
  for (const side of [ayesha, sana]) {
    await side.field.fill('\u200b\u00a0\u2060 \u3164\u2800');
    const send = (side === ayesha ? ayesha.chat : sana.page).getByRole('button', { name: 'Send' });
    await expect(send).toBeDisabled();
    await side.field.press('Enter');
  }
  for (const side of [ayesha, sana]) await side.write(`Visible, ${side === ayesha ? 'customer' : 'agent'}.`);
  await expect(sana.said('Visible, customer.')).toBeVisible();
  await expect(ayesha.said('Visible, agent.')).toBeVisible();
  await expect(sana.page.locator('li[data-side=customer]')).toHaveCount(2);
});
