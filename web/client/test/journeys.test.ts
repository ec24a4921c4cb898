import { describe, expect, test } from 'vitest';
import type { JoinAnswer } from '../src/commands.ts';
import type { AnswerFrame, EventFrame, Frame } from '../src/frames.ts';
import { reduce } from '../src/reduce.ts';
import { initialState, type Me, type State, type Thread } from '../src/state.ts';
import { lastSeq } from '../src/thread.ts';
import { golden } from './golden.ts';

interface Journey {
  story: string;
  me: Me;
  snapshot: JoinAnswer | null;
  frames: (EventFrame | AnswerFrame)[];
  after: JoinAnswer;
}

/** What somebody holds who has just joined. */
function joined(me: Me, snapshot: JoinAnswer | null): State {
  const signedIn = reduce(initialState, { local: 'me', me });
  return snapshot ? reduce(signedIn, joinAnswer(snapshot)) : signedIn;
}

function joinAnswer(answer: JoinAnswer): Frame {
  return { command: 'conversation.join', payload: { conversationId: answer.conversation.id }, answer };
}

/** A thread in the form in which the server gives it to who joins now. */
function asJoined({ conversation, messages, hasOlder, readMarks, epoch }: Thread): JoinAnswer {
  return { conversation, messages: [...messages], hasMore: hasOlder, readMarks: [...readMarks], epoch };
}

describe.each(golden<Journey>('journeys'))('%s', (_, journey) => {
  const end = journey.frames.reduce<State>(reduce, joined(journey.me, journey.snapshot));
  const thread = end.threads[journey.after.conversation.id];

  test(`${journey.story} The client arrives where the server is`, () => {
    expect(thread && asJoined(thread)).toEqual(journey.after);
    expect(thread?.behind).toBe(false);
  });

  test('the client would have asked for what was asked for', () => {
    let state = joined(journey.me, journey.snapshot);
    for (const frame of journey.frames) {
      if ('command' in frame && frame.command === 'conversation.join') {
        const { conversationId } = frame.payload;
        const held = state.threads[conversationId];
        expect(frame.payload).toEqual({
          conversationId,
          ...(held?.messages.length && { after: lastSeq(held) }),
        });
      }
      state = reduce(state, frame);
    }
  });

  test('the same frames again change nothing that a reader sees', () => {
    const events = journey.frames.filter((frame) => 'event' in frame && frame.event === 'message.created');
    const again = events.reduce<State>(reduce, end);
    expect(again.threads).toEqual(end.threads);
  });
});
