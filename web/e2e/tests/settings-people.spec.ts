import type { Locator, Page } from '@playwright/test';
import { admin as adminAccount } from '../server.mjs';
import { clean } from './accessible.ts';
import type { Agent } from './agent.ts';
import { expect, test } from './fixtures.ts';
import { codeNow } from './totp.ts';

const PASSWORD = 'four mangoes under a lamp';

test('an admin invites an agent and sets hours with the keyboard alone, and the agent comes in', async ({
  admin,
  agent,
}) => {
  const boss = await admin();
  await boss.atTheDesk();
  await openSettings(boss);
  await tabTo(boss.page.getByRole('link', { name: 'People', exact: true }));
  await boss.page.keyboard.press('Enter');
  await expect(boss.page.getByRole('heading', { name: 'People', level: 1 })).toBeFocused();
  await tabTo(boss.page.getByRole('link', { name: 'Invite', exact: true }));
  await boss.page.keyboard.press('Enter');
  await expect(boss.page.getByRole('heading', { name: 'Invite somebody' })).toBeFocused();
  await tabTo(boss.page.getByRole('textbox', { name: 'Name' }));
  await boss.page.keyboard.type('Nida Rehman');
  await boss.page.keyboard.press('Tab');
  await boss.page.keyboard.type('nida@example.com');
  await boss.page.keyboard.press('Enter');
  const link = boss.page.getByRole('textbox', { name: 'Link' });
  await expect(link).toHaveValue(/\/dashboard\/invite#.{20,}$/);

  const nida = await agent();
  await nida.visitDesk(`invite#${(await link.inputValue()).split('#')[1]}`);
  await expect(nida.page.getByRole('heading', { name: /Welcome, .*Nida Rehman/ })).toBeVisible();
  await clean(nida.page, 'the invitation');
  await nida.page.getByLabel('New password').fill('nida');
  await nida.page.getByRole('button', { name: 'Continue' }).click();
  await expect(nida.page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
  await expect(nida.page.getByText('Too short: at least 8 characters.')).toBeVisible();
  await nida.page.getByLabel('New password').fill(PASSWORD);
  await nida.page.getByRole('button', { name: 'Continue' }).click();
  await expect(nida.list).toBeVisible();
  await expect(nida.page).not.toHaveURL(/#/);

  await tabTo(boss.page.getByRole('button', { name: 'Done' }));
  await boss.page.keyboard.press('Enter');
  await expect(boss.page.getByRole('listitem').filter({ hasText: 'Nida Rehman' })).toBeVisible();

  await tabTo(boss.page.getByRole('link', { name: 'Departments', exact: true }));
  await boss.page.keyboard.press('Enter');
  await tabTo(boss.page.getByRole('link', { name: /^Customer care/ }));
  await boss.page.keyboard.press('Enter');
  await tabTo(boss.page.getByRole('combobox', { name: 'When it is open' }));
  await boss.page.keyboard.press('ArrowDown');
  const opens = boss.page.getByLabel('Monday: from');
  await tabTo(opens);
  await boss.page.keyboard.type('0930');
  await expect(opens).toHaveValue('09:30');
  await boss.page.keyboard.press('Enter');
  await expect(boss.page.getByText('Saved.')).toBeVisible();

  const stranger = await agent();
  await stranger.visitDesk('invite#nobody-was-ever-given-this-token');
  await expect(
    stranger.page.getByRole('heading', { name: 'This link does not work any more.' }),
  ).toBeVisible();
});

test('a form says what is wrong at its field, guards what is typed, and shows what is saved', async ({
  agent,
}) => {
  const sana = await agent();
  await sana.atTheDesk();
  await openSettings(sana);
  const name = sana.page.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('Sana');
  await expect(sana.page.getByRole('link', { name: 'People' })).toHaveCount(0);

  await name.fill('S'.repeat(101));
  await sana.page.getByRole('button', { name: 'Save' }).click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toBeFocused();

  await sana.page.getByRole('link', { name: 'Security' }).click();
  await expect(sana.page.getByRole('alertdialog')).toContainText('Leave without saving?');
  await sana.page.getByRole('button', { name: 'Stay' }).click();
  await name.fill('Sana Ahmed');
  await sana.page.getByRole('radio', { name: 'Plum' }).check();
  await sana.page.getByRole('button', { name: 'Save' }).click();
  await expect(sana.page.getByText('Saved.')).toBeVisible();
  await expect(sana.page.getByRole('button', { name: /^Sana Ahmed/ })).toBeVisible();
  await sana.page.reload();
  await expect(name).toHaveValue('Sana Ahmed');
  await name.fill('Sana');
  await name.press('Enter');
  await expect(sana.page.getByRole('button', { name: /^Sana\b/ })).toBeVisible();
});

test('somebody else was faster: their change is shown, and mine can go on top of it', async ({
  admin,
  server,
}) => {
  const token = await server.tokenOf(adminAccount);
  const bilal = await server.rest('POST', '/accounts', person('Bilal', 'bilal@example.com'), token);
  const boss = await admin();
  await boss.atTheDesk();
  await boss.visitDesk(`settings/people/${bilal.id}`);
  const name = boss.page.getByRole('textbox', { name: 'Name' });
  await name.fill('Bilal Khan');
  await server.rest('PATCH', `/accounts/${bilal.id}`, { maxActiveChats: 9 }, token);
  await boss.page.getByRole('button', { name: 'Save' }).click();
  await expect(boss.page.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
  await boss.page.getByRole('button', { name: 'Put mine on top of theirs' }).click();
  await expect(boss.page.getByRole('spinbutton')).toHaveValue('9');
  await expect(name).toHaveValue('Bilal Khan');
  await boss.page.getByRole('button', { name: 'Save' }).click();
  await expect(boss.page.getByText('Saved.')).toBeVisible();

  await boss.page.getByRole('button', { name: 'New invitation link' }).click();
  const made = boss.page.getByRole('dialog', { name: 'New invitation link' });
  await expect(made.getByRole('textbox', { name: 'Link' })).toHaveValue(/\/dashboard\/invite#.{20,}$/);
  await clean(boss.page, 'a link that is shown once');
  await made.getByRole('button', { name: 'Done' }).click();

  await boss.page.getByRole('button', { name: 'Deactivate' }).click();
  await boss.page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(boss.page.getByRole('button', { name: 'Activate' })).toBeVisible();
  await boss.page.getByRole('button', { name: 'Delete' }).click();
  await boss.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(boss.page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await expect(boss.page.getByRole('listitem').filter({ hasText: 'Bilal' })).toHaveCount(0);
});

test('what the server refuses is taken back: the last admin stays one', async ({ admin }) => {
  const boss = await admin();
  await boss.visitDesk('settings/people');
  await boss.logInHere();
  const own = boss.page.getByRole('article').getByRole('listitem').filter({ hasText: adminAccount.email });
  await own.getByRole('link').click();
  await boss.page.getByRole('combobox', { name: 'Role' }).selectOption('partner');
  await boss.page.getByRole('button', { name: 'Save' }).click();
  await expect(boss.page.getByText('The last active admin stays one.')).toBeVisible();
  await boss.page.getByRole('button', { name: 'Discard changes' }).click();
  await boss.page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(own).toContainText('Admin');
  await expect(own).not.toContainText('Partner');
});

test('where the server wants the password once more, it is asked for and the request repeated', async ({
  admin,
}) => {
  const boss = await admin();
  await boss.visitDesk('settings/people/new');
  await boss.logInHere();
  // Ten minutes after the log-in the server answers so; nobody waits for them here. All else is the server's own.
  await boss.page.route(
    '**/api/v1/accounts',
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { status: 403, code: 'forbidden', reason: 'step_up_required', detail: 'Again, please.' },
      }),
    { times: 1 },
  );
  await boss.page.getByRole('textbox', { name: 'Name' }).fill('Omar');
  await boss.page.getByRole('textbox', { name: 'E-mail' }).fill('omar@example.com');
  await boss.page.getByRole('button', { name: 'Create' }).click();
  const dialog = boss.page.getByRole('dialog', { name: 'Confirm that it is you' });
  const password = dialog.getByLabel('Your password');
  await password.fill('not my password');
  await password.press('Enter');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await clean(boss.page, 'the password once more');
  await password.fill(adminAccount.password);
  await password.press('Enter');
  await expect(boss.page.getByRole('textbox', { name: 'Link' })).toBeVisible();
});

test('a session of one’s own elsewhere is ended, and is logged out there', async ({ agent }) => {
  const [here, there] = [await agent(), await agent()];
  await here.atTheDesk();
  await there.atTheDesk();
  await here.visitDesk('settings/security');
  await here.page
    .getByRole('button', { name: /^End the session/ })
    .first()
    .click();
  await expect(here.page.getByText('The session has ended.')).toBeVisible();
  await expect(there.page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

test('a second factor is turned on, asked for at the log-in, and a recovery code does instead', async ({
  agent,
  server,
}) => {
  const token = await server.tokenOf(adminAccount);
  const hina = { ...person('Hina', 'hina@example.com'), password: PASSWORD };
  await server.rest('POST', '/accounts', hina, token);
  const at = await agent();
  await at.visitDesk('settings/security');
  await logInAs(at.page, hina);
  await at.page.getByRole('button', { name: 'Set up a second factor' }).click();
  await expect(at.page.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
  await clean(at.page, 'the enrolment');
  const secret = (await at.page.getByText(/^([A-Z2-7]{4} ?)+$/).textContent()) ?? '';
  const code = at.page.getByLabel('The code that the app shows now');
  await code.fill('12');
  await code.press('Enter');
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await code.fill(codeNow(secret));
  await code.press('Enter');
  const codes = at.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await clean(at.page, 'the recovery codes');
  const [first = ''] = await codes.allTextContents();
  await at.page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(at.page.getByText('On: a code from your app')).toBeVisible();

  await at.page.getByRole('button', { name: /^Hina/ }).click();
  await at.page.getByRole('menuitem', { name: 'Log out' }).click();
  await logInAs(at.page, hina);
  const factor = at.page.getByLabel('Code of your second factor');
  await expect(factor).toBeFocused();
  await factor.fill('AAAA-AAAA-AAAA-AAAA');
  await factor.press('Enter');
  await expect(at.page.getByRole('alert')).toContainText('does not fit');
  await clean(at.page, 'the log-in page with a code');
  await factor.fill(first);
  await factor.press('Enter');
  const notices = at.page.getByRole('dialog', { name: 'Since you were here last' });
  await expect(notices).toContainText('A second factor was turned on.');
  await clean(at.page, 'what changed since the last log-in');
  await notices.getByRole('button', { name: 'All right' }).click();
  await expect(at.page.getByRole('button', { name: /^Hina/ })).toBeVisible();
});

test('where a second factor is required, the desk opens once it is there', async ({ agent, server }) => {
  const token = await server.tokenOf(adminAccount);
  const zara = { ...person('Zara', 'zara@example.com'), password: PASSWORD };
  await server.rest('POST', '/accounts', zara, token);
  const require = (roles: string[] | null) =>
    server.rest('PATCH', '/settings', { values: { 'identity.secondFactorRoles': roles } }, token);
  await require(['agent']);
  try {
    const at = await agent();
    await at.visitDesk();
    await logInAs(at.page, zara);
    await expect(at.page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
    await clean(at.page, 'the second factor that is required');
    await at.page.getByRole('button', { name: 'Set up a second factor' }).click();
    const secret = (await at.page.getByText(/^([A-Z2-7]{4} ?)+$/).textContent()) ?? '';
    await at.page.getByLabel('The code that the app shows now').fill(codeNow(secret));
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(at.list).toBeVisible();
  } finally {
    await require(null);
  }
});

test('the first-run guide is offered, remembers what was left out, and goes on where it was left', async ({
  admin,
}) => {
  const boss = await admin();
  await boss.atTheDesk();
  await boss.page.getByRole('link', { name: 'Set it up' }).click();
  const steps = boss.page.getByRole('main').getByRole('listitem');
  await expect(steps).toHaveCount(5);
  await steps
    .nth(1)
    .getByRole('button', { name: /Leave out/ })
    .click();
  await expect(steps.nth(1)).toContainText('Left out');
  await boss.page.reload();
  await expect(steps.nth(1)).toContainText('Left out');
  await steps
    .nth(1)
    .getByRole('button', { name: /Do it after all/ })
    .click();
  await expect(steps.nth(1).getByRole('link', { name: 'Security' })).toBeVisible();
});

function person(name: string, email: string) {
  return { name, email, role: 'agent', maxActiveChats: 3, languages: ['en'] };
}

async function openSettings(agent: Agent): Promise<void> {
  await agent.page.keyboard.press('Tab');
  await tabTo(agent.page.getByRole('button', { name: new RegExp(`^${agent.account.name}`) }));
  await agent.page.keyboard.press('Enter');
  const entry = agent.page.getByRole('menuitem', { name: 'Settings' });
  await expect(entry).toBeVisible();
  while (!(await isFocused(entry))) await agent.page.keyboard.press('ArrowUp');
  await agent.page.keyboard.press('Enter');
  await expect(agent.page.getByRole('heading', { name: 'Profile' })).toBeFocused();
}

/** With the tab key alone, forwards, past at most the whole page. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await isFocused(target)) return;
    await target.page().keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

async function logInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}
