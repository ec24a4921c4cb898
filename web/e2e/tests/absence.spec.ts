import { expect, test } from './fixtures.ts';

const THRESHOLD_MS = 10_000;

test.use({ settings: { SWITCHBOARD_AGENT_OFFLINE_AFTER: `${THRESHOLD_MS}ms` } });

test('when an agent’s browser is killed, her conversation is soon with somebody else', async ({
  server,
  customer,
  mortalAgent,
  agent,
  admin,
}) => {
  const [ayesha, bilal] = [await customer(), await admin()];
  const { agent: sana, kill } = await mortalAgent();
  await sana.atTheDesk();
  await sana.comeOnline();
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Are you there?');
  await expect(ayesha.chat.getByText(/Sana.? joined/)).toBeVisible();
  await sana.show('Mine');
  await sana.row('Are you there?').click();
  await sana.write('Yes, I am looking.');
  await expect(ayesha.said('Yes, I am looking.')).toBeVisible();
  await bilal.atTheDesk();
  await bilal.comeOnline();

  const killedAt = Date.now();
  await kill();

  await expect(ayesha.chat.getByText(/Sana.? is no longer available/)).toBeVisible({ timeout: 30_000 });
  await expect(ayesha.chat.getByText(/Admin.? joined/)).toBeVisible();
  await bilal.show('Mine');
  await bilal.row('Yes, I am looking.').click();
  await expect(bilal.said('Yes, I am looking.')).toBeVisible();
  const [conversation] = await server.conversationsOf(bilal.account);
  expect(conversation?.assignedAgent?.name).toBe('Admin');
  expect(Date.parse(conversation?.assignedAt) - killedAt).toBeLessThan(THRESHOLD_MS + 5_000);

  const returned = await agent();
  await returned.atTheDesk();
  await expect(
    returned.page.getByText('1 conversation went back to the queue while you were away.'),
  ).toBeVisible();
  await expect(returned.page.getByRole('status').getByText(`#${conversation?.number}`)).toBeVisible();
});
