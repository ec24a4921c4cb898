import { expect, test } from './fixtures.ts';

/** Reads of the API by this page, each with how often it was asked for. */
function countReads(page: import('@playwright/test').Page): Map<string, number> {
  const counts = new Map<string, number>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.method() !== 'GET' || !url.pathname.startsWith('/api/v1/')) return;
    const read = url.pathname.slice('/api/v1'.length) + url.search;
    counts.set(read, (counts.get(read) ?? 0) + 1);
  });
  return counts;
}

test('lists and agents are read once at log-in, and moving about reads none of them again', async ({
  customer,
  agent,
}) => {
  const [ayesha, sana] = [await customer(), await agent()];
  await ayesha.visitShop();
  await ayesha.openChat();
  await ayesha.write('Where is my order?');

  const reads = countReads(sana.page);
  await sana.atTheDesk();
  await sana.show('New');
  await sana.openConversation('Where is my order?');
  await sana.write('On its way.');
  await expect(ayesha.said('On its way.')).toBeVisible();
  await sana.show('Mine');
  await sana.openConversation('On its way.');
  await sana.show('New');
  await sana.show('Mine');
  // What arrives now arrives by the socket: the list is right without being read again.
  await ayesha.write('Thank you!');
  await expect(sana.row('Thank you!')).toBeVisible();

  const lists = [...reads].filter(([read]) =>
    /^\/(conversations\?|agents|departments|labels|canned)/.test(read),
  );
  expect(lists.map(([read]) => read)).toContain('/agents');
  expect(lists.length).toBeGreaterThan(1);
  expect(lists.filter(([, count]) => count !== 1)).toEqual([]);
});
