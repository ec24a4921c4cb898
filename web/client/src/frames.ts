import type { CommandName, Commands } from './commands.ts';
import type { Message } from './contract.ts';
import type { EventName, Events } from './events.ts';
import type { RefusalFacts } from './refusal.ts';
import type { Connection, Me, Outgoing } from './state.ts';

/** Everything that changes the state: what the server said, what it answered, what happened here. */
export type Frame = EventFrame | AnswerFrame | LocalFrame;

export type EventFrame = { [E in EventName]: { event: E; payload: Events[E] } }[EventName];

/** An answered command is news as well. */
export type AnswerFrame = {
  [C in CommandName]: { command: C; payload: Commands[C]['payload']; answer: Commands[C]['answer'] };
}[CommandName];

export type LocalFrame =
  | { local: 'connection'; connection: Connection }
  | { local: 'me'; me: Me }
  | { local: 'left'; conversationId: string }
  | { local: 'older'; conversationId: string; messages: Message[] }
  | OutboxFrame;

/** What happens to messages on their way; the tabs of a browser tell each other. */
export type OutboxFrame =
  | { local: 'outbox'; outbox: Outgoing[] }
  | { local: 'queued'; outgoing: Outgoing }
  | { local: 'sent'; id: string }
  | { local: 'waiting'; id: string }
  | { local: 'failed'; id: string; refusal: RefusalFacts }
  | { local: 'gone'; id: string }
  | { local: 'opened'; id: string; conversationId: string };
