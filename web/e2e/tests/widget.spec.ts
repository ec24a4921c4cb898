import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admin } from '../server.mjs';
import { uuidV7 } from '../uuid.mjs';
import { expect, test } from './fixtures.ts';
import { socketsOf } from './sockets.ts';

test('the tabs of a browser share one socket; when its tab goes, another takes over', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  const sockets = socketsOf(ayesha.page.context());
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Can you see both tabs?');
  await expect(ayesha.said('Can you see both tabs?')).toBeVisible();

  const second = await ayesha.anotherTab();
  await second.visitShop();
  await second.openChat();
  await expect(second.said('Can you see both tabs?')).toBeVisible();
  await second.write('This is the second one.');
  await expect(ayesha.said('This is the second one.')).toHaveCount(1);
  await expect(second.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  expect(sockets.size).toBe(1);

  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('This is the second one.');
  await sana.write('Both.');
  await expect(ayesha.said('Both.')).toHaveCount(1);
  await expect(second.said('Both.')).toHaveCount(1);

  await ayesha.page.close();
  await sana.write('Are you still there?');
  await expect(second.said('Are you still there?')).toHaveCount(1);
  await second.write('Yes, in this tab.');
  await expect(sana.said('Yes, in this tab.')).toHaveCount(1);
  expect(sockets.size).toBe(1);
});

test('a tab that the system has frozen does not keep the others from the desk', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('I leave this tab open.');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  const second = await ayesha.anotherTab();
  await second.visitShop();
  await second.openChat();
  await expect(second.said('I leave this tab open.')).toBeVisible();

  const devtools = await ayesha.page.context().newCDPSession(ayesha.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('I leave this tab open.');
  await sana.write('And I answer in the other.');
  await expect(second.said('And I answer in the other.')).toBeVisible({ timeout: 40_000 });
  await second.write('Thank you.');
  await expect(sana.said('Thank you.')).toHaveCount(1);

  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(ayesha.said('Thank you.')).toHaveCount(1);
});

test('what was written without a connection survives the tab and arrives once', async ({
  network,
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  network.become('down');
  for (const text of ['My order is cold.', 'And the naan is missing.']) {
    await ayesha.write(text);
    await expect(ayesha.said(text)).toBeVisible();
  }
  await expect(ayesha.chat.getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await expect(ayesha.chat.getByText(/No connection/)).toBeVisible();
  const next = await ayesha.anotherTab();
  await ayesha.page.close();

  network.become('good');
  await next.visitShop();
  await next.openChat();
  for (const text of ['My order is cold.', 'And the naan is missing.'])
    await expect(next.said(text)).toHaveCount(1);
  await expect(next.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('And the naan is missing.');
  await expect(sana.said('My order is cold.')).toHaveCount(1);
  await expect(sana.said('And the naan is missing.')).toHaveCount(1);
});

test('where sockets fail, plain requests carry both ways', async ({ network, customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  network.become('no sockets');
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('No sockets in this hotel.');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible({ timeout: 20_000 });
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('No sockets in this hotel.');
  await sana.write('It works all the same.');
  await expect(ayesha.said('It works all the same.')).toHaveCount(1);
  network.become('good');
  await sana.write('And goes on.');
  await expect(ayesha.said('And goes on.')).toHaveCount(1);
  await ayesha.write('So do I.');
  await expect(sana.said('So do I.')).toHaveCount(1);
});

test('the closed button counts what is unread, and opening the chat reads it', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Please tell me when it leaves.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('Please tell me when it leaves.');
  await ayesha.chat.getByRole('button', { name: 'Close chat' }).click();
  await sana.write('It has left.');
  await expect(ayesha.button).toHaveAccessibleName('Open support chat, 1 unread');
  await ayesha.page.reload();
  await expect(ayesha.button).toHaveAccessibleName('Open support chat, 1 unread');
  await ayesha.openChat();
  await expect(sana.page.getByText('Read by the customer')).toBeAttached();
  await ayesha.page.keyboard.press('Escape');
  await expect(ayesha.button).toHaveAccessibleName('Open support chat');
  await expect(ayesha.button).toBeFocused();
});

test('a long history comes page by page and stays where it is read', async ({ customer, server }) => {
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Tell me everything.');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  const say = await voiceIn(server.url, 'Tell me everything.');
  for (let line = 1; line <= 70; line++) await say(`Line ${line}`);
  await expect(ayesha.said('Line 70')).toBeInViewport();

  await ayesha.page.reload();
  await ayesha.openChat();
  await expect(ayesha.said('Line 70')).toBeInViewport();
  await expect(ayesha.said('Line 1')).toHaveCount(0);
  const history = ayesha.chat.getByRole('log');
  await history.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(ayesha.said('Line 1')).toHaveCount(1);
  await expect(ayesha.said('Line 70')).not.toBeInViewport();
  expect(await history.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);

  await say('Line 71');
  await ayesha.chat.getByRole('button', { name: 'New messages' }).click();
  await expect(ayesha.said('Line 71')).toBeInViewport();
});

/** The admin, answering over REST in the conversation whose last message this is. */
async function voiceIn(server: string, preview: string): Promise<(content: string) => Promise<void>> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  const call = async (method: string, path: string, body?: object) => {
    const rest = body ? { body: JSON.stringify(body) } : {};
    const answer = await fetch(`${server}/api/v1${path}`, { method, headers, ...rest });
    expect(answer.ok, `${method} ${path}`).toBe(true);
    return answer.json();
  };
  const { email, password } = admin;
  headers.Authorization = `Bearer ${(await call('POST', '/sessions', { email, password })).token}`;
  const { items } = await call('GET', '/conversations?limit=100');
  const { id } = items.find(
    (item: { lastMessage: { preview: string } }) => item.lastMessage.preview === preview,
  );
  return (content) => call('POST', `/conversations/${id}/messages`, { id: uuidV7(), content });
}

test('more than 5,000 characters are counted before they are refused', async ({ customer }) => {
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.field.fill('🍛'.repeat(4_999));
  await expect(ayesha.chat.getByText('Characters left: 1')).toBeVisible();
  await ayesha.field.fill('🍛'.repeat(5_001));
  await expect(ayesha.chat.getByText('Over the limit by 1')).toBeVisible();
  await expect(ayesha.chat.getByRole('button', { name: 'Send' })).toBeDisabled();
  await ayesha.field.fill('🍛'.repeat(5_000));
  await ayesha.field.press('Enter');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
});

test('after a closed conversation comes a new one', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('The first question.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('The first question.');
  await sana.act('Close');
  await sana.page.getByRole('button', { name: 'Close for good' }).click();
  await ayesha.chat.getByRole('button', { name: 'Start a new conversation' }).click();
  await ayesha.write('The second question.');
  await expect(ayesha.said('The second question.')).toBeVisible();
  await expect(ayesha.said('The first question.')).toHaveCount(0);
  await ayesha.page.reload();
  await ayesha.openChat();
  await expect(ayesha.said('The second question.')).toBeVisible();
});

test('the questions of the desk answer before anybody writes, in the language of the page', async ({
  customer,
}) => {
  const ayesha = await customer();
  await ayesha.visitShop('?lang=ur');
  await ayesha.openChat();
  await expect(ayesha.chat.locator('html')).toHaveAttribute('dir', 'rtl');
  const question = ayesha.chat.locator('summary').first();
  await expect(question).toHaveText('میرا آرڈر کہاں ہے؟');
  await question.click();
  await expect(ayesha.chat.locator('details[open] p')).toBeVisible();
});

test('a shop elsewhere, with a strict policy of its own, gets the same chat', async ({
  network,
  customer,
}) => {
  const desk = network.url;
  const shop = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${desk}; frame-src ${desk}`,
    );
    response.end(
      `<!doctype html><title>A strict shop</title><script src="${desk}/widget.js" defer></script>`,
    );
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  const ayesha = await customer();
  await ayesha.page.goto(`http://localhost:${(shop.address() as AddressInfo).port}`);
  await expect(ayesha.button).toHaveCSS('border-radius', '50%');
  await ayesha.openChat();
  await ayesha.write('Is this allowed here?');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  await ayesha.chat.getByRole('button', { name: 'Close chat' }).click();
  await expect(ayesha.button).toHaveAccessibleName('Open support chat');
  shop.close();
});

test('a token that the server no longer knows is replaced by itself', async ({ customer }) => {
  const ayesha = await customer();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Before the keys were changed.');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  await ayesha.page.evaluate(() => {
    const [name, kept] =
      Object.entries(localStorage).find(([key]) => key.startsWith('switchboard.session:')) ?? [];
    localStorage.setItem(`${name}`, JSON.stringify({ ...JSON.parse(`${kept}`), token: 'of-another-key' }));
  });
  await ayesha.page.reload();
  await ayesha.openChat();
  await ayesha.write('And after.');
  await expect(ayesha.chat.getByRole('img', { name: 'Delivered' }).last()).toBeVisible();
  await expect(ayesha.said('And after.')).toHaveCount(1);
});
