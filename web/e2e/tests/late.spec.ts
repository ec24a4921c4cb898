import { expect, test } from './fixtures.ts';

test.use({ settings: { SWITCHBOARD_FIRST_REPLY_DUE: '2s', SWITCHBOARD_DEPARTMENT_TOLD_AFTER: '1h' } });

test('an answer that is late shows until somebody is on it and has answered', async ({ customer, agent }) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Is anybody there?');
  await sana.atTheDesk();
  await sana.show('New');
  await expect(sana.list.getByRole('listitem').filter({ hasText: 'Late' })).toHaveCount(1, {
    timeout: 30_000,
  });
  await sana.list.getByRole('listitem').filter({ hasText: 'Late' }).getByRole('link').click();
  await expect(sana.page.getByText(/An answer was due at/)).toBeVisible();
  // Late is a mark of its own: nothing is urgent because of it.
  await expect(sana.page.getByText('Urgent', { exact: true }).filter({ visible: true })).toHaveCount(0);

  await sana.page.getByRole('button', { name: 'I am on it' }).click();
  await expect(sana.page.getByText(/Sana.? is on it/)).toBeVisible();
  await sana.write('Yes, I am here.');
  await expect(ayesha.said('Yes, I am here.')).toBeVisible();
  await expect(sana.page.getByText(/An answer was due at/)).toBeHidden();
});
