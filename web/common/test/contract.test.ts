import type { Message } from '@switchboard/client';
import { expect, test } from 'vitest';
import * as en from '../src/facts/en.ts';
import { eventText } from '../src/facts/events.ts';
import * as ur from '../src/facts/ur.ts';

const files = import.meta.glob<object>('../../../protocol/{server,journeys}/*.json', {
  eager: true,
  import: 'default',
});

/** Every event message in the examples of the contract, wherever it stands in them. */
function eventsIn(value: unknown): Message[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = (value as Partial<Message>).kind === 'event' && 'metadata' in value ? [value as Message] : [];
  return [...found, ...Object.values(value).flatMap(eventsIn)];
}

const events = new Map(
  Object.values(files)
    .flatMap(eventsIn)
    .map((message) => [JSON.stringify(message.metadata), message]),
);

test('the examples of the contract have event messages', () => {
  expect(events.size).toBeGreaterThan(8);
});

test.each([...events])('%s has a sentence for each reader in each language', (_, message) => {
  for (const words of [en.customerEvents, en.staffEvents, ur.customerEvents, ur.staffEvents]) {
    expect(Object.keys(words)).toContain(message.metadata.event);
    expect(eventText(message, words)).not.toBe('');
  }
});
