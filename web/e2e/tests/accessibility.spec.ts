import { clean } from './accessible.ts';
import { expect, test } from './fixtures.ts';

const looks = [
  { name: 'light', options: { colorScheme: 'light', locale: 'en-GB' } },
  { name: 'dark', options: { colorScheme: 'dark', locale: 'en-GB' } },
  { name: 'Urdu, right to left', options: { colorScheme: 'light', locale: 'ur-PK' } },
  { name: 'Urdu, dark', options: { colorScheme: 'dark', locale: 'ur-PK' } },
] as const;

for (const { name, options } of looks) {
  test(`log-in, inbox, conversation and widget have no accessibility fault: ${name}`, async ({
    customer,
    agent,
  }) => {
    const [ayesha, sana] = [await customer(options), await agent(options)];
    await ayesha.visitShop();
    await ayesha.openChat();
    await clean(ayesha.page, 'the widget before anything is written');
    await ayesha.write('Is this readable?');
    await expect(ayesha.said('Is this readable?')).toBeVisible();
    await clean(ayesha.page, 'the widget with a conversation');

    await sana.visitDesk();
    await expect(sana.page.locator('input[name=email]')).toBeVisible();
    await clean(sana.page, 'the log-in page');
    await sana.logInHere();
    await expect(sana.list).toBeVisible();
    await sana.page.keyboard.press('4');
    await expect(sana.row('Is this readable?').first()).toBeVisible();
    await clean(sana.page, 'the inbox');
    await sana.row('Is this readable?').first().click();
    await sana.write('Yes. ہاں، بالکل۔');
    await expect(ayesha.said('Yes. ہاں، بالکل۔')).toBeVisible();
    await clean(sana.page, 'a conversation');
    await sana.page.setViewportSize({ width: 390, height: 844 });
    await clean(sana.page, 'a conversation on a phone');
  });
}
