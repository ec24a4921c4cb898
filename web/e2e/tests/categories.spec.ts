import { admin as adminAccount } from '../server.mjs';
import { expect, test } from './fixtures.ts';

const LONG =
  'Complaints about a delivery that came too late, to the wrong door, or to nobody at all, ever again';

test('a desk’s own categories name, narrow and change its conversations, in both languages', async ({
  server,
  customer,
  agent,
}) => {
  const token = await server.tokenOf(adminAccount);
  for (const [slug, nameEn, nameUr] of [
    ['visa', 'Visa and papers', 'ویزا اور کاغذات'],
    ['late', LONG, 'دیر'],
    ['gone', 'Soon gone', 'جلد ختم'],
  ])
    await server.rest('POST', '/categories', { slug, nameEn, nameUr }, token);
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('My papers are lost.');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('My papers are lost.');
  const row = sana.row('My papers are lost.');
  const panel = sana.page.getByRole('complementary');
  const category = panel.getByLabel('Category');

  await category.selectOption('Soon gone');
  await expect(row).toContainText('Soon gone');
  // Deleted or no longer active, it stays with the conversation and is offered to no other.
  await server.rest('DELETE', '/categories/gone', undefined, token);
  await server.rest('PATCH', '/categories/late', { active: false }, token);
  await sana.page.reload();
  await expect(category.locator('option', { hasText: 'gone' })).toHaveText('gone');
  await expect(row).toContainText('gone');
  await expect(category.locator('option', { hasText: LONG })).toHaveCount(0);
  await category.selectOption('Visa and papers');
  await expect(category.locator('option', { hasText: 'gone' })).toHaveCount(0);
  await expect(panel.getByText(/Category.*gone.*Visa and papers/)).toBeVisible();

  const filter = sana.list.getByLabel('Category');
  await filter.selectOption(LONG);
  await expect(sana.page.getByText('Nothing matches.')).toBeVisible();
  await expect(sana.page).toHaveURL(/category=late/);
  await server.rest('PATCH', '/categories/late', { active: true }, token);
  await sana.page.reload();
  await expect(filter).toHaveValue('late');
  await category.selectOption(LONG);
  await expect(row).toContainText(LONG);
  const overhang = await sana.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overhang).toBeLessThanOrEqual(0);
  await filter.selectOption('Visa and papers');
  await expect(row).toHaveCount(0);
  await sana.page.getByRole('button', { name: 'Clear filters' }).click();
  await category.selectOption('Visa and papers');
  await expect(row).toContainText('Visa and papers');

  const inUrdu = await agent({ locale: 'ur-PK' });
  await inUrdu.atTheDesk();
  await inUrdu.page.keyboard.press('4');
  await expect(inUrdu.row('My papers are lost.')).toContainText('ویزا اور کاغذات');
});

test('a category that a colleague has chosen meanwhile is shown by its name, not overwritten', async ({
  server,
  customer,
  agent,
}) => {
  const token = await server.tokenOf(adminAccount);
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('What is this about?');
  await sana.atTheDesk();
  await sana.show('All');
  await sana.openConversation('What is this about?');
  const [conversation] = (await server.rest('GET', '/conversations?status=waiting', undefined, token)).items;
  const path = `/conversations/${conversation.id}`;
  // What the desk is told of it arrives too late.
  await sana.page.route(`**/api/v1${path}`, async (route) => {
    await server.rest('PATCH', path, { category: 'rider' }, token);
    await route.continue();
  });
  await sana.page.getByRole('complementary').getByLabel('Category').selectOption('Payment');
  await expect(sana.page.getByText(/Somebody else has set it meanwhile: .?Rider/)).toBeVisible();
  await expect(sana.page.getByRole('complementary').getByLabel('Category')).toHaveValue('rider');
});
