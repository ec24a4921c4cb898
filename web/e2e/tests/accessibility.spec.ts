import { readFileSync } from 'node:fs';
import { cleanInBothThemes } from './accessible.ts';
import { expect, test } from './fixtures.ts';

for (const { language, locale } of [
  { language: 'English', locale: 'en-GB' },
  { language: 'Urdu, right to left', locale: 'ur-PK' },
]) {
  test(`log-in, inbox, conversation and widget have no accessibility fault, light or dark: ${language}`, async ({
    customer,
    agent,
  }) => {
    const options = { locale, reducedMotion: 'reduce' } as const;
    const [ayesha, sana] = [await customer(options), await agent(options)];
    await ayesha.visitShop();
    await ayesha.openChat();
    await cleanInBothThemes(ayesha.page, 'the widget before anything is written');
    await ayesha.write('Is this readable?');
    await expect(ayesha.said('Is this readable?')).toBeVisible();
    await cleanInBothThemes(ayesha.page, 'the widget with a conversation');

    await sana.visitDesk();
    await expect(sana.page.locator('input[name=email]')).toBeVisible();
    await cleanInBothThemes(sana.page, 'the log-in page');
    await sana.logInHere();
    await expect(sana.list).toBeVisible();
    await sana.page.keyboard.press('4');
    await expect(sana.row('Is this readable?').first()).toBeVisible();
    await cleanInBothThemes(sana.page, 'the inbox');
    await sana.row('Is this readable?').first().click();
    await sana.write('Yes. ہاں، بالکل۔');
    await expect(ayesha.said('Yes. ہاں، بالکل۔')).toBeVisible();
    await cleanInBothThemes(sana.page, 'a conversation');
    await sana.page.setViewportSize({ width: 390, height: 844 });
    await cleanInBothThemes(sana.page, 'a conversation on a phone');
  });
}

test('every route of the dashboard is one that these tests know of', () => {
  const router = readFileSync(new URL('../../dashboard/src/desk/router.tsx', import.meta.url), 'utf8');
  const routes = [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path);
  expect(new Set(routes)).toEqual(
    new Set([
      // Here.
      ...['/', '/inbox/$view', '/$conversationId'],
      // In settings-accessibility.spec.ts.
      ...['/settings', '/$page', '/$page/$item', '/setup'],
    ]),
  );
});
