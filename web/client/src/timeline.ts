import type { Message, ReadMark } from './contract.ts';
import type { Me, Outgoing, State } from './state.ts';

/**
 * `queued` in the outbox · `sent` on the wire · `delivered` in the ledger · `read` by the other side ·
 * `failed` refused and kept. Null for what others wrote.
 */
export type Delivery = 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | null;

/** One row of a conversation on screen: from the ledger, or still on its way. */
export type Entry =
  | {
      readonly id: string;
      readonly mine: boolean;
      readonly delivery: Delivery;
      readonly message: Message;
      readonly outgoing?: never;
    }
  | {
      readonly id: string;
      readonly mine: true;
      readonly delivery: Delivery;
      readonly outgoing: Outgoing;
      readonly message?: never;
    };

/**
 * The rows of a joined conversation in order, own messages with their delivery state. `null` gives those
 * that wait for their conversation to be opened.
 */
export function timeline(
  state: Pick<State, 'me' | 'threads' | 'outbox'>,
  conversationId: string | null,
): Entry[] {
  const { me, threads, outbox } = state;
  const thread = conversationId === null ? undefined : threads[conversationId];
  const readUpTo = readByOtherSide(thread?.readMarks ?? [], me);
  const ledger = (thread?.messages ?? []).map((message): Entry => {
    const mine = isMine(message, me);
    return { id: message.id, mine, delivery: mine ? delivered(message.seq, readUpTo) : null, message };
  });
  const pending = outbox
    .filter((outgoing) => outgoing.conversationId === conversationId)
    .map((outgoing): Entry => ({ id: outgoing.id, mine: true, delivery: outgoing.status, outgoing }));
  return [...ledger, ...pending];
}

/** How many of the held messages of others lie beyond one's own read mark. Event rows do not count. */
export function unread({ me, threads }: Pick<State, 'me' | 'threads'>, conversationId: string): number {
  const thread = threads[conversationId];
  const mark = thread?.readMarks.find(({ reader }) => reader.id === me?.id)?.seq ?? 0;
  const isUnread = (message: Message) =>
    message.seq > mark && message.kind !== 'event' && !isMine(message, me);
  return thread?.messages.filter(isUnread).length ?? 0;
}

/** A conversation has one customer, who may have written under another id before the site knew who it is. */
function isMine({ sender }: Message, me: Me | null): boolean {
  return (
    sender.id !== null && (sender.id === me?.id || (sender.type === 'customer' && me?.role === 'customer'))
  );
}

function delivered(seq: number, readUpTo: number): Delivery {
  return seq <= readUpTo ? 'read' : 'delivered';
}

/** Staff reads what customers wrote and the other way round; a colleague's mark says nothing. */
function readByOtherSide(marks: readonly ReadMark[], me: Me | null): number {
  const asksForHelp = isWriter(me?.role);
  return Math.max(
    0,
    ...marks.filter(({ reader }) => isWriter(reader.type) !== asksForHelp).map(({ seq }) => seq),
  );
}

function isWriter(role: string | undefined): boolean {
  return role === 'customer' || role === 'partner';
}
