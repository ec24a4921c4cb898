import type { Message, ReadMark } from './contract.ts';
import type { Me, Outgoing, Thread } from './state.ts';

/**
 * `queued` in the outbox · `sent` on the wire · `delivered` in the ledger · `read` by the other side ·
 * `failed` refused and kept. Null for what others wrote.
 */
export type Delivery = 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | null;

/** One row of a conversation on screen: from the ledger, or still on its way. */
export type Entry =
  | { readonly id: string; readonly mine: boolean; readonly delivery: Delivery; readonly message: Message }
  | { readonly id: string; readonly mine: true; readonly delivery: Delivery; readonly outgoing: Outgoing };

/** The rows of a thread in order, with the delivery state of one's own messages. */
export function timeline(
  thread: Pick<Thread, 'messages' | 'outgoing' | 'readMarks'>,
  me: Me | null,
): Entry[] {
  const readUpTo = readByOtherSide(thread.readMarks, me);
  const ledger = thread.messages.map((message): Entry => {
    const mine = message.sender.id !== null && message.sender.id === me?.id;
    return { id: message.id, mine, delivery: mine ? delivered(message.seq, readUpTo) : null, message };
  });
  const pending = thread.outgoing.map(
    (outgoing): Entry => ({ id: outgoing.id, mine: true, delivery: outgoing.status, outgoing }),
  );
  return [...ledger, ...pending];
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

function delivered(seq: number, readUpTo: number): Delivery {
  return seq <= readUpTo ? 'read' : 'delivered';
}

/** How many messages of others lie beyond one's own read mark. Event rows do not count. */
export function unread(thread: Pick<Thread, 'messages' | 'readMarks'>, me: Me | null): number {
  const mark = thread.readMarks.find((candidate) => candidate.reader.id === me?.id)?.seq ?? 0;
  return thread.messages.filter(
    ({ seq, kind, sender }) => seq > mark && kind !== 'event' && sender.id !== me?.id,
  ).length;
}
