import { expect, test } from 'vitest';
import { type Action, perform } from '../src/conversation/actions.ts';
import { conflictText, takenBy } from '../src/language/conflictText.ts';
import { en } from '../src/language/en.ts';
import { bilal, conversation, sana } from './cast.ts';

const conflict = (field: string | null, current: unknown) => ({ code: 'conflict', field, current });
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

test.each([
  [conflict(null, { id: 's', name: 'Sana' }), 'Sana has it now.'],
  [conflict('expectedAgentId', { id: 's', name: 'Sana' }), 'Sana has it now.'],
  [conflict('expectedAgentId', null), 'Nobody has it any more.'],
  [conflict('expectedStatus', 'resolved'), 'Meanwhile it is: Resolved.'],
  [conflict('expectedPriority', 'urgent'), 'Somebody else has set it meanwhile: Urgent.'],
  [conflict('expectedCategory', 'payment'), 'Somebody else has set it meanwhile: Money matters.'],
  [conflict('expectedDepartmentId', { id: 'p', name: 'Payments' }), 'It is in Payments now.'],
  [
    { ...conflict(null, undefined), reason: 'agent_full', parameters: { agent: 'Omar', active: 5, most: 5 } },
    'Omar has 5 of 5 conversations: no more fit.',
  ],
  [{ ...conflict(null, undefined), message: 'In English.' }, 'Somebody else changed it first.'],
])('%o says what stands now', (failure, text) => {
  expect(plain(conflictText(failure, en, () => 'Money matters'))).toBe(text);
});

test('only a conflict about who has it can be taken over', () => {
  expect(takenBy(conflict('expectedAgentId', { id: 's', name: 'Sana' }))?.name).toBe('Sana');
  expect(takenBy(conflict('expectedDepartmentId', { id: 'p', name: 'Payments' }))).toBeNull();
  expect(takenBy({ code: 'not_found' })).toBeNull();
});

const actions: Action[] = [
  { name: 'accept' },
  { name: 'takeOver', from: sana },
  { name: 'requeue' },
  { name: 'resolve' },
  { name: 'reopen' },
  { name: 'close' },
  { name: 'escalate', reason: 'Now' },
  { name: 'transfer', agent: bilal, departmentId: null, note: '' },
];

test.each(actions)('$name says what was on the screen', (action) => {
  const sent: Record<string, unknown>[] = [];
  const chat = { command: (_: string, payload: Record<string, unknown>) => sent.push(payload) };
  perform(chat as never, action, conversation('c', { status: 'active', assignedAgent: sana }));
  expect(sent[0]).toHaveProperty('expectedAgentId', action.name === 'accept' ? null : sana.id);
});
