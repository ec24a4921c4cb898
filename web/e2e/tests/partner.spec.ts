import { admin as adminAccount } from '../server.mjs';
import { clean } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { codeNow } from './totp.ts';

const PASSWORD = 'four mangoes under a lamp';

test('a partner looks after the own account, and finds nothing of the desk', async ({ server, agent }) => {
  const token = await server.tokenOf(adminAccount);
  const partner = { name: 'Karachi Biryani House', email: 'house@example.com', password: PASSWORD };
  const { id } = await server.rest('POST', '/accounts', { ...partner, role: 'partner' }, token);
  const house = await agent();
  const { page } = house;
  await house.visitDesk('inbox/all');
  await page.locator('input[name=email]').fill(partner.email);
  await page.locator('input[name=password]').fill(partner.password);
  await page.locator('button[type=submit]').click();

  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  await expect(page.getByText(/no conversations here/)).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(['Profile', 'Security']);
  await clean(page, 'a partner’s profile');
  for (const path of ['settings/people', 'settings/sites']) {
    await house.visitDesk(path);
    await expect(page.getByText('There is no such page')).toBeVisible();
  }
  await house.visitDesk('setup');
  await page.getByRole('textbox', { name: 'Name' }).fill('Karachi Biryani');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: /^Karachi Biryani/ })).toBeVisible();

  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('New password').fill('five mangoes under a lamp');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?)+$/).textContent()) ?? '';
  await page.getByLabel('The code that the app shows now').fill(codeNow(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('On: a code from your app')).toBeVisible();
  await expect(page.getByText('This session')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await clean(page, 'a partner’s security on a phone');

  // What an admin does to the account is said at the next log-in; sessions that end, end at once.
  await server.rest('DELETE', `/accounts/${id}/totp`, undefined, token);
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await page.locator('input[name=email]').fill(partner.email);
  await page.locator('input[name=password]').fill('five mangoes under a lamp');
  await page.locator('button[type=submit]').click();
  const notices = page.getByRole('dialog', { name: 'Since you were here last' });
  await expect(notices).toContainText('Your second factor was turned off.');
  await notices.getByRole('button', { name: 'All right' }).click();
  await server.rest('DELETE', `/accounts/${id}`, undefined, token);
});

test('a partner whose role must have a second factor sets it up first', async ({ server, agent }) => {
  const token = await server.tokenOf(adminAccount);
  const partner = { name: 'Clifton Chai', email: 'chai@example.com', password: PASSWORD };
  await server.rest('POST', '/accounts', { ...partner, role: 'partner' }, token);
  const require = (roles: string[] | null) =>
    server.rest('PATCH', '/settings', { values: { 'identity.secondFactorRoles': roles } }, token);
  await require(['partner']);
  try {
    const chai = await agent();
    await chai.visitDesk();
    await chai.page.locator('input[name=email]').fill(partner.email);
    await chai.page.locator('input[name=password]').fill(partner.password);
    await chai.page.locator('button[type=submit]').click();
    await expect(chai.page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
  } finally {
    await require(null);
  }
});
