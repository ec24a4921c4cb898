import { type Message, Refusal } from '@switchboard/client';
import { expect, test } from 'vitest';
import * as en from '../src/facts/en.ts';
import { eventText } from '../src/facts/events.ts';
import { refusalText } from '../src/facts/refusals.ts';
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

interface RefusalExample {
  socket: ConstructorParameters<typeof Refusal>[0];
}

const refusals = import.meta.glob<RefusalExample>('../../../protocol/refusals/*.json', {
  eager: true,
  import: 'default',
});

test.each(Object.entries(refusals))('%s is said in the reader’s language', (_, { socket }) => {
  const refusal = new Refusal(socket);
  for (const words of [en.staffRefusals, ur.staffRefusals]) {
    expect(refusalText(refusal, words)).not.toBe('');
    expect(Object.keys({ ...words.codes, ...words.reasons })).toContain(socket.code);
  }
  expect(refusalText(refusal, ur.staffRefusals)).not.toMatch(/\p{Script=Latin}/u);
});
