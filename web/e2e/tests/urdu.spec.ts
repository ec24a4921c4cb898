import type { Locator } from '@playwright/test';
import { admin, sana as sanasAccount } from '../server.mjs';
import { expect, test } from './fixtures.ts';

const URDU = { locale: 'ur-PK' } as const;

test('the Urdu desk and widget show no English word in activities, reasons and event messages', async ({
  server,
  customer,
  agent,
}) => {
  const ayesha = await customer(URDU);
  const sana = await agent(URDU);
  const said = 'میرا آرڈر کہاں ہے؟';
  await ayesha.visitShop('?lang=ur');
  await ayesha.openChat();
  await ayesha.write(said);
  await expect(events(ayesha.chat.getByRole('log'))).toHaveCount(1);

  await sana.atTheDesk();
  await sana.page.keyboard.press('4');
  await sana.openConversation(said);
  const panel = sana.page.getByRole('complementary');
  const facts = panel.locator('section').filter({ hasText: /انتظار کیوں|کے پاس کیوں|ڈیسک نے کیا کیا/ });
  const history = sana.page.locator('ol').filter({ has: sana.page.locator('[data-seq]') });
  // Why it is still waiting, and who is excluded for which reason.
  await expect(panel.getByText('اسے دیکھنے والا کوئی آن لائن نہیں۔')).toBeVisible();
  await expectUrdu(facts);

  const [hers, theirs] = [await server.tokenOf(sanasAccount), await server.tokenOf(admin)];
  await server.rest('PUT', '/me/presence', { status: 'online' }, hers);
  await expect(panel.getByRole('heading', { name: /کے پاس کیوں؟/ })).toBeVisible();
  await expectUrdu(facts);
  const [conversation] = await server.conversationsOf(sanasAccount);
  const path = `/conversations/${conversation.id}`;

  // Everything that staff does with a conversation, and the customer is told about.
  const { items } = await server.rest('GET', '/departments', undefined, theirs);
  const changes = { priority: 'high', category: 'payment', subject: 'آرڈر', labels: ['اہم'] };
  await server.rest('PATCH', path, changes, theirs);
  await server.rest('PUT', '/me/presence', { status: 'busy' }, hers);
  const transfer = { agentId: null, departmentId: items[0].id, note: 'دو بار ادائیگی ہوئی۔' };
  await server.rest('PUT', `${path}/assignment`, transfer, hers);
  await server.rest('PUT', `${path}/assignment`, { agentId: 'me' }, hers);
  await server.rest('POST', `${path}/escalation`, { reason: 'تیسری بار' }, hers);
  await server.rest('PUT', `${path}/assignment`, { agentId: null }, hers);
  await server.rest('PUT', `${path}/assignment`, { agentId: 'me' }, hers);
  await server.rest('PUT', `${path}/resolution`, undefined, hers);
  await server.rest('DELETE', `${path}/resolution`, undefined, hers);
  await server.rest('PUT', `${path}/resolution`, undefined, hers);
  await server.rest('PUT', `${path}/closure`, undefined, hers);

  await expect(events(history).filter({ hasText: 'گفتگو بند کی' })).toBeVisible();
  await expect.poll(() => facts.locator('ol > li').count()).toBeGreaterThanOrEqual(6);
  await expectUrdu(facts);
  await expect.poll(() => events(history).count()).toBeGreaterThanOrEqual(6);
  await expectUrdu(events(history));
  await expect.poll(() => events(ayesha.chat.getByRole('log')).count()).toBeGreaterThanOrEqual(6);
  await expectUrdu(events(ayesha.chat.getByRole('log')));
});

/** The rows of a history that tell what happened: neither days nor what people wrote. */
function events(history: Locator): Locator {
  return history.locator('li[class*=event], p.event');
}

/** What stands in a place but for names, what people wrote and times, which a browser says in its own way. */
async function expectUrdu(place: Locator): Promise<void> {
  const texts = await place.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const own of copy.querySelectorAll('li > bdi, blockquote, time')) own.remove();
      const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) found.push(walker.currentNode.textContent ?? '');
      return found;
    }),
  );
  const isolates = /\u2068[^\u2068\u2069]*\u2069/g;
  const own = texts.map((text) => text.replaceAll(isolates, '').replaceAll(isolates, ''));
  expect(own.filter((text) => /\p{Script=Latin}/u.test(text))).toEqual([]);
  expect(own.join('')).toMatch(/\p{Script=Arabic}/u);
}
