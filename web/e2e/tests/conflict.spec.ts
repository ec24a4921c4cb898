import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test('who accepts a moment too late learns who was faster, and takes over only on purpose', async ({
  customer,
  agent,
  admin,
}) => {
  const [ayesha, sana, bilal] = [await customer(), await agent(), await admin()];
  const bilalsNews = await held(bilal.page);
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Who takes this one?');
  for (const person of [sana, bilal]) {
    await person.atTheDesk();
    await person.openConversation('Who takes this one?');
  }
  bilalsNews.stop();
  await sana.page.getByRole('button', { name: 'Accept' }).click();
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();

  await bilal.page.getByRole('button', { name: 'Accept' }).click();
  const dialog = bilal.page.getByRole('alertdialog', { name: /Sana.? has this conversation/ });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(sana.page.getByText('With you', { exact: true })).toBeVisible();

  bilalsNews.goOn();
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await expect(bilal.page.getByText('With you', { exact: true })).toBeVisible();
  await expect(bilal.page.getByText(/took it over from .?Sana/)).toBeVisible();
  await expect(ayesha.chat.getByText(/Admin.? joined/)).toBeVisible();
  await expect(sana.row('Who takes this one?')).toHaveCount(0);
});

test('a priority that a colleague has set meanwhile is shown, not overwritten', async ({
  customer,
  agent,
  admin,
}) => {
  const [ayesha, sana, bilal] = [await customer(), await agent(), await admin()];
  const bilalsNews = await held(bilal.page);
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('How urgent is this?');
  for (const person of [sana, bilal]) {
    await person.atTheDesk();
    await person.openConversation('How urgent is this?');
  }
  const priorityOf = (page: Page) => page.getByRole('complementary').getByLabel('Priority');
  bilalsNews.stop();
  await priorityOf(sana.page).selectOption('high');
  await expect(sana.row('How urgent is this?')).toContainText('High');

  await priorityOf(bilal.page).selectOption('low');
  await expect(bilal.page.getByText('Somebody else has set it meanwhile: High.')).toBeVisible();
  bilalsNews.goOn();
  await priorityOf(sana.page).selectOption('urgent');
  await expect(priorityOf(bilal.page)).toHaveValue('urgent');
});

/** Between two screens there is always a moment; this one lasts until `goOn`. Answers arrive, news does not. */
async function held(page: Page) {
  let isHeld = false;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      const isNews = typeof frame === 'string' && frame.startsWith('42');
      if (!isHeld || !isNews) socket.send(frame);
    });
  });
  return {
    stop: () => {
      isHeld = true;
    },
    goOn: () => {
      isHeld = false;
    },
  };
}
