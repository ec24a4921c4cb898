import { describe, expect, test } from 'vitest';
import type { CommandName } from '../src/commands.ts';
import type { RefusalCode } from '../src/contract.ts';
import type { EventName } from '../src/events.ts';
import type { EventFrame } from '../src/frames.ts';
import { reduce } from '../src/reduce.ts';
import { Refusal, type RefusalFacts } from '../src/refusal.ts';
import { initialState } from '../src/state.ts';
import { golden } from './golden.ts';

/** Written out, so that the compiler holds them against the types and the test against the files. */
const commands: Record<CommandName, true> = {
  'conversation.open': true,
  'conversation.join': true,
  'conversation.leave': true,
  'message.send': true,
  'message.read': true,
  'typing.start': true,
  'typing.stop': true,
  'conversation.handoff': true,
  'conversation.assign': true,
  'conversation.resolve': true,
  'conversation.reopen': true,
  'conversation.close': true,
  'conversation.escalate': true,
  'conversation.rate': true,
  'conversation.acknowledge': true,
  'queue.next': true,
  'inbox.join': true,
  'presence.set': true,
  'session.renew': true,
};

const events: Record<EventName, true> = {
  'message.created': true,
  'messages.read': true,
  'typing.started': true,
  'typing.stopped': true,
  'conversation.created': true,
  'conversation.updated': true,
  'conversation.position': true,
  'agent.assigned': true,
  'conversation.escalated': true,
  'reply.due': true,
  'chat.closed': true,
  'inbox.changed': true,
  'agent.presence.changed': true,
  'agents.availability': true,
  'queue.updated': true,
  'note.created': true,
  'activity.created': true,
  'server.draining': true,
};

const codes: Record<RefusalCode, true> = {
  unauthenticated: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  conversation_closed: true,
  too_large: true,
  unsupported_type: true,
  validation_failed: true,
  rate_limited: true,
  unavailable: true,
};

const names = (folder: string, field: string) =>
  new Set(golden<Record<string, string>>(folder).map(([, content]) => content[field]));

test('every command of the contract has a type here and a golden file, and no other', () => {
  expect(names('client', 'command')).toEqual(new Set(Object.keys(commands)));
});

test('every event of the contract has a type here and a golden file, and no other', () => {
  expect(names('server', 'event')).toEqual(new Set(Object.keys(events)));
});

test('every refusal of the contract has a type here and a golden file, and no other', () => {
  expect(names('refusals', 'code')).toEqual(new Set(Object.keys(codes)));
});

test('every file is JSON that comes back as it was written', () => {
  // The tables of texts are written with escapes: most of what is in them cannot be seen.
  const texts = import.meta.glob<string>(['../../../protocol/*/*.json', '!../../../protocol/text/*'], {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  expect(Object.keys(texts).length).toBeGreaterThan(80);
  for (const text of Object.values(texts))
    expect(`${JSON.stringify(JSON.parse(text), null, 2)}\n`).toBe(text);
});

test.each(golden<EventFrame>('server'))(
  '%s about a conversation that nobody joined leaves its threads alone',
  (_, frame) => {
    expect(reduce(initialState, frame).threads).toBe(initialState.threads);
  },
);

test('an event that only a newer server knows changes nothing', () => {
  const frame = { event: 'moon.rose', payload: { conversationId: 'x' } } as unknown as EventFrame;
  expect(reduce(initialState, frame)).toBe(initialState);
});

describe.each(golden<{ socket: RefusalFacts }>('refusals'))('%s', (_, { socket }) => {
  test('is surfaced with its code, message, field and time to wait', () => {
    const none = { field: null, retryAfter: null };
    expect(new Refusal(socket).facts).toEqual({ ...none, ...socket });
  });
});
