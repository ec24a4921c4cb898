import { expect, test } from './fixtures.ts';

test('a wrong password is said in words, and the right one then works', async ({ agent }) => {
  const sana = await agent();
  await sana.logIn('not the password');
  await expect(sana.page.getByRole('alert')).toHaveText(
    'That e-mail and password do not match. Check both and try again.',
  );
  await sana.atTheDesk();
});

test('a link to a place in the desk survives logging in', async ({ agent }) => {
  const sana = await agent();
  await sana.visitDesk('inbox/done');
  await sana.page.locator('input[name=email]').waitFor();
  await sana.logInHere();
  await expect(sana.list.getByRole('link', { name: 'Done', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

test('a reload keeps the session, logging out ends it in every tab', async ({ agent }) => {
  const sana = await agent();
  await sana.atTheDesk();
  await sana.page.reload();
  await expect(sana.list).toBeVisible();

  const second = await sana.anotherTab();
  await second.visitDesk();
  await expect(second.list).toBeVisible();

  await sana.page.getByRole('button', { name: /Account/ }).click();
  await sana.page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(sana.page.getByText('You are logged out.')).toBeVisible();
  await expect(second.page.getByText('You are logged out.')).toBeVisible();
  await second.page.reload();
  await expect(second.page.locator('input[name=email]')).toBeVisible();
});

test('no token is kept where a script of another day could find it', async ({ agent }) => {
  const sana = await agent();
  await sana.atTheDesk();
  const kept = await sana.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toMatch(/eyJ|token/i);
});
