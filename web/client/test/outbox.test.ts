import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { deleteOutbox, openOutbox } from '../src/outbox.ts';
import type { Outgoing } from '../src/state.ts';
import { uuidV7 } from '../src/uuid.ts';

const written = (content: string): Outgoing => ({
  id: uuidV7(),
  conversationId: '01993a20-0000-7000-8000-000000000001',
  content,
  createdAt: new Date().toISOString(),
  status: 'queued',
  refusal: null,
});

test('what was put is there after the page is gone, oldest first', async () => {
  const [first, second, third] = [written('one'), written('two'), written('three')];
  const page = openOutbox('ayesha');
  for (const outgoing of [second, third, first]) page.put(outgoing);
  page.close();
  expect(await openOutbox('ayesha').load()).toEqual([first, second, third]);
});

test('what has arrived is not there any more', async () => {
  const message = written('arrived');
  const outbox = openOutbox('bilal');
  outbox.put(message);
  outbox.remove(message.id);
  expect(await outbox.load()).toEqual([]);
});

test('a message that was put twice is there once, as it was last', async () => {
  const message = written('twice');
  const outbox = openOutbox('kiran');
  outbox.put(message);
  outbox.put({ ...message, status: 'failed' });
  expect(await outbox.load()).toEqual([{ ...message, status: 'failed' }]);
});

test('nobody finds what somebody else wrote in the same browser', async () => {
  openOutbox('sana').put(written('private'));
  expect(await openOutbox('zain').load()).toEqual([]);
});

test('of whoever has logged out nothing is there, though a page has it open and writes on', async () => {
  const page = openOutbox('noor');
  page.put(written('not sent yet'));
  expect(await page.load()).toHaveLength(1);
  await deleteOutbox('noor');
  page.put(written('too late'));
  expect(await openOutbox('noor').load()).toEqual([]);
});

test('where storage is forbidden the page goes on without', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const outbox = openOutbox('private window');
  outbox.put(written('kept by the page alone'));
  expect(await outbox.load()).toEqual([]);
  vi.restoreAllMocks();
});
