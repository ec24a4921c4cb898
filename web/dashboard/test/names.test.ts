import { expect, test } from 'vitest';
import { previewOf } from '../src/inbox/names.ts';
import { en } from '../src/language/en.ts';
import { ur } from '../src/language/ur.ts';
import { conversation, sana } from './cast.ts';

const fact = {
  sender: { type: 'system', name: null },
  kind: 'event',
  preview: 'You are in the queue.',
} as const;

test('a list says what a fact comes to in the words of the desk, not in those for the customer', () => {
  expect(previewOf(conversation('a', { lastMessage: fact }), 'Sana', en)).toBe('Waiting for a person');
  const active = conversation('a', { lastMessage: fact, status: 'active', assignedAgent: sana });
  expect(previewOf(active, 'Sana', ur)).toContain('\u2068Sana\u2069 شامل ہو گئے');
});

test('what ended a conversation is told as it came', () => {
  const over = { ...fact, preview: 'Sana closed the conversation' };
  expect(previewOf(conversation('a', { lastMessage: over, status: 'closed' }), 'Sana', en)).toBe(
    over.preview,
  );
});
