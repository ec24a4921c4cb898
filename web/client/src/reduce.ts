import type { Conversation, Message } from './contract.ts';
import type { AnswerFrame, EventFrame, Frame, LocalFrame } from './frames.ts';
import { reduceOutbox } from './outbox-state.ts';
import { initialState, type Me, type Outgoing, type State, type Thread } from './state.ts';
import * as thread from './thread.ts';

/**
 * The whole meaning of the protocol for a client: *state + frame = state*, pure. A frame that brings
 * nothing new returns the very same state. `protocol/journeys` says what it must arrive at.
 */
export function reduce(state: State, frame: Frame): State {
  if ('event' in frame) return onEvent(state, frame);
  if ('command' in frame) return onAnswer(state, frame);
  return onLocal(state, frame);
}

function onEvent(state: State, frame: EventFrame): State {
  switch (frame.event) {
    case 'message.created': {
      const { conversationId, message } = frame.payload;
      return created(state, conversationId, message);
    }
    case 'messages.read':
      return update(state, frame.payload.conversationId, (held) => thread.read(held, frame.payload.mark));
    case 'typing.started':
      return update(state, frame.payload.conversationId, (held) =>
        thread.typing(held, frame.payload.by, { preview: frame.payload.preview ?? null }),
      );
    case 'typing.stopped':
      return update(state, frame.payload.conversationId, (held) =>
        thread.typing(held, frame.payload.by, null),
      );
    case 'conversation.created':
    case 'conversation.updated':
      return updated(state, frame.payload.conversation);
    case 'conversation.position':
      return update(state, frame.payload.conversationId, (held) =>
        thread.positioned(held, frame.payload.lastSeq),
      );
    case 'agent.assigned':
      return update(state, frame.payload.conversationId, (held) => thread.assigned(held, frame.payload));
    case 'chat.closed':
      return update(state, frame.payload.conversationId, (held) => thread.closed(held, frame.payload.at));
    case 'queue.updated':
      return update(state, frame.payload.conversationId, (held) => thread.queued(held, frame.payload));
    case 'agents.availability':
      return { ...state, availability: frame.payload };
    case 'inbox.changed':
    case 'agent.presence.changed':
    case 'conversation.escalated':
    case 'reply.due':
    case 'note.created':
    case 'activity.created':
    case 'server.draining':
      return state;
    default:
      // A newer server may say more than this client knows.
      return state;
  }
}

function onAnswer(state: State, frame: AnswerFrame): State {
  switch (frame.command) {
    case 'conversation.join': {
      const { conversation, messages } = frame.answer;
      const joined = thread.joined(state.threads[conversation.id], frame.payload.after, frame.answer);
      return withThread(landed(state, conversation.id, messages), joined);
    }
    case 'message.send': {
      const { message } = frame.answer;
      return created(state, message.conversationId, message);
    }
    case 'conversation.open':
    case 'conversation.handoff':
    case 'conversation.assign':
    case 'conversation.resolve':
    case 'conversation.reopen':
    case 'conversation.close':
    case 'conversation.escalate':
    case 'conversation.rate':
    case 'conversation.acknowledge':
      return updated(state, frame.answer.conversation);
    case 'queue.next':
      return frame.answer.conversation ? updated(state, frame.answer.conversation) : state;
    case 'conversation.leave':
    case 'message.read':
    case 'typing.start':
    case 'typing.stop':
    case 'inbox.join':
    case 'presence.set':
    case 'session.renew':
      return state;
  }
}

function onLocal(state: State, frame: LocalFrame): State {
  switch (frame.local) {
    case 'connection':
      return { ...state, connection: frame.connection };
    case 'me':
      return signedIn(state, frame.me);
    case 'left': {
      const { [frame.conversationId]: _, ...threads } = state.threads;
      return { ...state, threads };
    }
    case 'older':
      return update(state, frame.conversationId, (held) => thread.prepended(held, frame.messages));
    default:
      return { ...state, outbox: reduceOutbox(state.outbox, frame, state.threads) };
  }
}

/** Somebody else starts with nothing; what was written before anybody was known goes with the first. */
function signedIn(state: State, me: Me): State {
  const isSame = state.me === null || state.me.id === me.id;
  return isSame ? { ...state, me } : { ...initialState, connection: state.connection, me };
}

function created(state: State, conversationId: string, message: Message): State {
  const arrived = landed(state, conversationId, [message]);
  return update(arrived, conversationId, (held) => thread.appended(held, message));
}

function updated(state: State, conversation: Conversation): State {
  return update(state, conversation.id, (held) => thread.updated(held, conversation));
}

/** Changes a joined conversation; what is not joined is somebody else's news. */
function update(state: State, conversationId: string, change: (held: Thread) => Thread): State {
  const held = state.threads[conversationId];
  return held ? withThread(state, change(held)) : state;
}

function withThread(state: State, thread: Thread): State {
  const { id } = thread.conversation;
  return state.threads[id] === thread ? state : { ...state, threads: { ...state.threads, [id]: thread } };
}

/** What a ledger holds is no longer on its way. */
function landed(state: State, conversationId: string, messages: Message[]): State {
  const isOnItsWay = (outgoing: Outgoing) =>
    outgoing.conversationId !== conversationId || !messages.some(({ id }) => id === outgoing.id);
  return state.outbox.every(isOnItsWay) ? state : { ...state, outbox: state.outbox.filter(isOnItsWay) };
}
