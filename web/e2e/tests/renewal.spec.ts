import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Seconds, so that a test sees several tokens end. In real life minutes and days. */
const LIFE = 8;

test.use({
  settings: {
    SWITCHBOARD_ACCESS_TOKEN_LIFETIME: `${LIFE}s`,
    SWITCHBOARD_CUSTOMER_TOKEN_LIFETIME: `${LIFE}s`,
    SWITCHBOARD_SOCKET_GRACE: '1s',
  },
});

/** The sockets a page opens, and the tokens it shows over them. */
function watch(page: Page) {
  const seen = { sockets: 0, renewals: 0 };
  page.on('websocket', (socket) => {
    seen.sockets += 1;
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('"session.renew"')) seen.renewals += 1;
    });
  });
  return seen;
}

test('both sides go on talking over one socket while their tokens end', async ({ customer, agent }) => {
  const ayesha = await customer();
  const sana = await agent();
  const hers = watch(ayesha.page);
  const theirs = watch(sana.page);
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Where is my order?');
  await sana.atTheDesk();
  await sana.openConversation('Where is my order?');

  await expect
    .poll(() => Math.min(hers.renewals, theirs.renewals), { timeout: 50_000 })
    .toBeGreaterThanOrEqual(4);

  await sana.write('It is on its way.');
  await expect(ayesha.said('It is on its way.')).toBeVisible();
  expect(hers.sockets).toBe(1);
  expect(theirs.sockets).toBe(1);
});
