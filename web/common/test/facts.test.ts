import { Refusal } from '@switchboard/client';
import { describe, expect, test } from 'vitest';
import * as en from '../src/facts/en.ts';
import { eventText } from '../src/facts/events.ts';
import { refusalText } from '../src/facts/refusals.ts';
import * as ur from '../src/facts/ur.ts';

const LATIN = /\p{Script=Latin}/u;
const ARABIC = /\p{Script=Arabic}/u;

/** Without the marks that keep names apart from the sentence's direction. */
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

/** Every text of a table, by its path. A sentence is made with numbers for whatever it asks for. */
function texts(table: object, path = ''): [path: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[path + key, value]];
    if (typeof value === 'object') return texts(value, `${path}${key}.`);
    const numbers = new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '1' : '1') });
    return [[path + key, value.length > 1 ? value('1', '2') : value(numbers)]];
  });
}

test('Urdu has every text that English has, and no Latin letter in it', () => {
  const urdu = new Map(texts(ur));
  expect([...urdu.keys()]).toEqual(texts(en).map(([path]) => path));
  for (const [path, text] of urdu) {
    expect(text, path).not.toMatch(LATIN);
    if (!path.endsWith('separator') && !path.endsWith('change')) expect(text, path).toMatch(ARABIC);
  }
});

describe('an event', () => {
  const sana = { id: 'sana', name: 'Sana' };
  const billing = { id: 'billing', name: 'Billing' };
  const message = (event: string, names: object = {}) => ({
    content: 'As the server says.',
    metadata: { event, ...names },
  });

  test.each([
    [
      message('conversation.transferred', { agent: sana, department: billing }),
      'Sana transferred you to Billing',
    ],
    [message('conversation.transferred', { department: billing }), 'You were transferred to Billing'],
    [message('conversation.transferred'), 'You were transferred to another department'],
    [message('agent.joined', { agent: sana }), 'Sana joined'],
    [message('conversation.closed'), 'Support closed the conversation'],
    [message('moon.rose'), 'As the server says.'],
    [message('constructor'), 'As the server says.'],
    [{ content: 'As the server says.', metadata: {} }, 'As the server says.'],
  ])('%o is said to a customer', (event, text) => {
    expect(plain(eventText(event, en.customerEvents))).toBe(text);
  });

  test('is said in Urdu with the names as they are', () => {
    const event = message('conversation.transferred', { agent: sana, department: billing });
    expect(plain(eventText(event, ur.customerEvents))).toBe('Sana نے آپ کو Billing میں منتقل کیا');
  });

  test('keeps the direction of its names', () => {
    expect(eventText(message('agent.joined', { agent: sana }), ur.staffEvents)).toContain('\u2068Sana\u2069');
  });
});

describe('a refusal', () => {
  const full = { reason: 'agent_full', parameters: { agent: 'Omar', active: 5, most: 5 } };

  test.each([
    [new Refusal({ code: 'conflict', message: 'x', ...full }), 'Omar has 5 of 5 conversations: no more fit.'],
    [new Refusal({ code: 'forbidden', message: 'x' }), 'You are not allowed to do this.'],
    [new Refusal({ code: 'conflict', message: 'x', reason: 'newer' }), 'Somebody else changed it first.'],
    [Refusal.unreachable(), 'The server could not be reached.'],
    [
      new Refusal({ code: 'rate_limited', message: 'x', retryAfter: 7 }),
      'Too many at once. Try again in 7 seconds.',
    ],
    [new Refusal({ code: 'rate_limited', message: 'x' }), 'Too many at once. Wait a moment.'],
    [{ code: 'something_new' }, en.staffRefusals.unknown],
    [new TypeError('x'), en.staffRefusals.unknown],
    [null, en.staffRefusals.unknown],
  ])('%o is said to staff', (failure, text) => {
    expect(plain(refusalText(failure, en.staffRefusals))).toBe(text);
  });

  test('is never the sentence of the server', () => {
    const refusal = new Refusal({ code: 'conversation_closed', message: 'In English.' });
    expect(refusalText(refusal, ur.customerRefusals)).toBe('یہ گفتگو بند ہو چکی ہے۔');
  });
});
