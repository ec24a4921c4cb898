import { expect, test } from './fixtures.ts';

test('an agent finds, accepts and answers a conversation without touching the mouse', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Keyboard only, please.');
  await sana.atTheDesk();
  const { keyboard } = sana.page;

  await keyboard.press('4');
  await expect(sana.row('Keyboard only, please.')).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(sana.said('Keyboard only, please.')).toBeVisible();
  await keyboard.press('a');
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();
  await keyboard.press('r');
  await keyboard.type('With pleasure.');
  await keyboard.press('Enter');
  await expect(ayesha.said('With pleasure.')).toBeVisible();

  await keyboard.press('Escape');
  await keyboard.press('?');
  await expect(sana.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(sana.page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(sana.page.getByText('Choose a conversation')).toBeVisible();
});
