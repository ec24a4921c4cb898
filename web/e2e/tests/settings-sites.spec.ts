import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from '@playwright/test';
import { admin as adminAccount } from '../server.mjs';
import type { Agent } from './agent.ts';
import { expect, test } from './fixtures.ts';

test('a new site: checked as it is typed, previewed as it is typed, and its snippet is there to copy', async ({
  admin,
}) => {
  const { page } = await at('sites', await admin());
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Khaana Lahore');
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('khaana-lahore');

  await page.getByRole('textbox', { name: 'Greeting in English' }).fill('Salaam! What shall it be?');
  await expect(preview(page).getByText('Salaam! What shall it be?')).toBeVisible();
  await page.getByRole('textbox', { name: 'Greeting in Urdu' }).fill('سلام! کیا لیں گے؟');
  await page.getByLabel('Language of the preview').selectOption('Urdu');
  await expect(preview(page).getByText('سلام! کیا لیں گے؟')).toBeVisible();

  await page.getByRole('switch', { name: 'Ask before the first message' }).check();
  await page.getByLabel('E-mail', { exact: true }).selectOption('Required');
  await expect(preview(page).locator('input[name=email]')).toBeVisible();

  await page.getByRole('button', { name: 'Add an address' }).click();
  const origin = page.getByRole('textbox', { name: 'Origin 1' });
  await expect(origin).toBeFocused();
  await origin.fill('shop.example/orders');
  await expect(page.getByText('Begin with https://')).toBeVisible();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(origin).toBeFocused();
  await origin.fill('https://Shop.example/');
  await page.getByRole('button', { name: 'Create' }).click();

  await expect(page.getByRole('heading', { name: 'Khaana Lahore' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Snippet' })).toHaveValue(
    /^<script src="http:\/\/127\.0\.0\.1:\d+\/widget\.js" data-site-key="khaana-lahore" defer><\/script>$/,
  );
  await expect(page.getByRole('textbox', { name: 'Origin 1' })).toHaveValue('https://shop.example');
  await expect(page.getByText('Not seen yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Sites' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Khaana Lahore' })).toHaveCount(0);
});

test('a key that is taken is said at its field', async ({ admin }) => {
  const { page } = await at('sites/new', await admin());
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Another');
  await page.getByRole('textbox', { name: 'Key' }).fill('default');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Another site has this key.')).toBeVisible();
});

test('a picture becomes the logo, small enough whatever it was', async ({ admin }) => {
  const { page } = await at('sites/new', await admin());
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 600];
    const noise = new ImageData(900, 600);
    for (let i = 0; i < noise.data.length; i++) noise.data[i] = (i * 2654435761) % 256;
    canvas.getContext('2d')?.putImageData(noise, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  const file = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') };
  expect(file.buffer.length).toBeGreaterThan(32 * 1024);
  await page.locator('input[type=file]').setInputFiles(file);
  const shown = page.getByRole('img', { name: 'The logo as it is shown' });
  await expect(shown).toBeVisible();
  expect((await shown.getAttribute('src'))?.length).toBeLessThan((32 * 1024 * 4) / 3 + 100);
  const text = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await page.locator('input[type=file]').setInputFiles(text);
  await expect(page.getByText('This picture cannot be read.')).toBeVisible();
  await expect(shown).toBeVisible();
});

test('a secret is made, shown this once, and rotated', async ({ admin }) => {
  const { page } = await at('sites', await admin());
  await page.getByRole('listitem').filter({ hasText: 'Default' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Make a secret' }).click();
  const dialog = page.getByRole('alertdialog');
  const secret = dialog.getByRole('textbox', { name: 'The secret' });
  await expect(secret).toHaveValue(/\S{20,}/);
  const first = await secret.inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText(/^The secret was made on/)).toBeVisible();

  await page.getByRole('button', { name: 'Rotate the secret…' }).click();
  await dialog.getByRole('button', { name: 'Make a new one' }).click();
  await expect(dialog).toContainText('The previous secret stays valid until');
  expect(await secret.inputValue()).not.toBe(first);
});

test('the page of a site says where the chat was seen, as soon as it was', async ({ admin, server }) => {
  const token = await server.tokenOf(adminAccount);
  const { id } = await server.rest('POST', '/sites', { key: 'unseen', name: 'Unseen' }, token);
  const { page } = await at(`sites/${id}`, await admin());
  await expect(page.getByText('Not seen yet.')).toBeVisible();
  const query = new URLSearchParams({
    format: 'module',
    siteKey: 'unseen',
    page: 'https://shop.example/orders?id=1#top',
  });
  await fetch(`${server.url}/api/v1/widget-settings?${query}`);
  await expect(page.getByText('https://shop.example/orders', { exact: true })).toBeVisible();
  await expect(page.getByText('just now')).toBeVisible();
});

test('a setting is changed within its range, and goes back to the default', async ({ admin }) => {
  const { page } = await at('general', await admin());
  const length = page.getByRole('spinbutton', { name: 'Shortest password' });
  await expect(length).toHaveValue('8');
  await length.fill('500');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(length).toHaveAttribute('aria-invalid', 'true');
  await length.fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(length).toHaveValue('12');

  await page.getByRole('searchbox').fill('password');
  await expect(page.getByText('Requests', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: /^Back to the default.*Shortest password/ }).click();
  await expect(length).toHaveValue('8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('what the operator has set is shown and cannot be changed', async ({ admin }) => {
  const { page } = await at('general', await admin());
  const device = page.getByRole('textbox', { name: 'Devices are known' });
  await expect(device).toHaveValue('90');
  await expect(device).toBeDisabled();
  await expect(page.getByText(/Set by the operator with .SWITCHBOARD_KNOWN_DEVICE_LIFETIME/)).toBeVisible();
});

test('two admins change one setting: the second sees both values', async ({ admin, server }) => {
  const { page } = await at('general', await admin());
  const messages = page.getByRole('spinbutton', { name: 'Agents’ messages in a minute' });
  await messages.fill('90');
  const token = await server.tokenOf(adminAccount);
  await server.rest('PATCH', '/settings', { values: { 'messages.agentPerMinute': 60 } }, token);
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile.' });
  await expect(conflict.getByRole('row', { name: /Agents’ messages in a minute 90 60/ })).toBeVisible();
  await page.getByRole('button', { name: 'Put mine on top of theirs' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await server.rest('PATCH', '/settings', { values: { 'messages.agentPerMinute': null } }, token);
});

test('a name as long as one may be widens no filter, and in Urdu its beginning is what is read', async ({
  admin,
  server,
}) => {
  const token = await server.tokenOf(adminAccount);
  const name = `Maximilian ${'W'.repeat(89)}`;
  const person = { email: 'long-name@example.com', name, role: 'agent' };
  const { id } = await server.rest('POST', '/accounts', person, token);
  const boss = await admin({ locale: 'ur-PK' });
  const { page } = boss;
  await boss.atTheDesk();
  await page.setViewportSize({ width: 390, height: 844 });

  await boss.visitDesk('settings/audit');
  const people = page.getByRole('combobox').filter({ has: page.locator('option', { hasText: name }) });
  await expect(people).toHaveCount(1);
  const box = await people.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);

  await boss.visitDesk('settings/people');
  const entry = page.locator('article li bdi', { hasText: name });
  await expect(entry).toHaveCSS('text-overflow', 'ellipsis');
  await expect(entry).toHaveCSS('direction', 'ltr');
  await server.rest('DELETE', `/accounts/${id}`, undefined, token);
});

test('the audit log shows what became of what, is exported, and verified', async ({ admin, server }) => {
  const token = await server.tokenOf(adminAccount);
  const site = await server.rest('POST', '/sites', { key: 'audited', name: 'Audited' }, token);
  const before = {
    allowedOrigins: ['https://a.example', 'https://b.example'],
    greeting: { en: 'We are here' },
  };
  const after = { allowedOrigins: ['https://b.example'], greeting: { en: 'We are back' } };
  await server.rest('PATCH', `/sites/${site.id}`, before, token);
  await server.rest('PATCH', `/sites/${site.id}`, after, token);

  const { page } = await at('audit', await admin());
  await page.getByLabel('What was done').selectOption('Site');
  await page.getByRole('searchbox').fill('Audited');
  const entries = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');
  await expect(entries).toHaveCount(3);
  await expect(entries.first()).toContainText(/Site · changed: .?Audited/);
  await entries.first().locator('summary').click();
  await expect(entries.first().getByRole('row', { name: /Allowed origins/ })).toContainText(
    'https://a.example',
  );
  await expect(entries.first().locator('del', { hasText: 'here' })).toBeVisible();
  await expect(entries.first().locator('ins', { hasText: 'back' })).toBeVisible();

  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('audit.csv');
  const rows = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
  expect(rows).toHaveLength(4);

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/entries verified: nothing was changed or removed/)).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('Nothing matches.')).toHaveCount(0);
  await server.rest('DELETE', `/sites/${site.id}`, undefined, token);
});

async function at(path: string, boss: Agent): Promise<Agent> {
  await boss.atTheDesk();
  await boss.visitDesk(`settings/${path}`);
  return boss;
}

function preview(page: Page): FrameLocator {
  return page.frameLocator('iframe[src="/widget-preview/"]');
}
