import type { JoinAnswer } from './commands.ts';
import type { Conversation, Message, Person, ReadMark, Sender } from './contract.ts';
import { afterMessage, afterRead, newest } from './derived.ts';
import type { Thread } from './state.ts';

/** The next row of the ledger. A known one changes nothing; one beyond the next shows a gap. */
export function appended(thread: Thread, message: Message): Thread {
  const last = lastSeq(thread);
  if (message.seq <= last) return thread;
  if (message.seq > last + 1) return { ...thread, behind: true };
  const messages = [...thread.messages, message];
  const conversation = afterMessage(thread.conversation, message);
  const typing = thread.typing.filter(({ by }) => by.id !== message.sender.id);
  return { ...thread, messages, conversation, typing, hasOlder: hasOlder(messages) };
}

/** The answer to a join: a fresh start, or the next page after what is held. */
export function joined(held: Thread | undefined, after: number | undefined, answer: JoinAnswer): Thread {
  const { conversation, messages, hasMore, readMarks, epoch } = answer;
  const fresh = { conversation, readMarks, epoch, typing: [] };
  if (after === undefined) return { ...fresh, messages, hasOlder: hasOlder(messages), behind: false };
  if (!held || wasRestored(held, answer)) return { ...fresh, messages: [], hasOlder: false, behind: true };
  const last = lastSeq(held);
  const rows = [...held.messages, ...messages.filter(({ seq }) => seq > last)];
  const behind = hasMore || (rows.at(-1)?.seq ?? 0) < conversation.lastSeq;
  const merged = newest(held.conversation, conversation);
  return { ...fresh, conversation: merged, messages: rows, hasOlder: hasOlder(rows), behind };
}

/** The ledger went back to a backup: what is held may never have happened. REST knows no epoch (''). */
function wasRestored(held: Thread, { epoch, conversation }: JoinAnswer): boolean {
  if (held.epoch && epoch) return held.epoch !== epoch;
  return conversation.lastSeq < lastSeq(held);
}

/** A page from before the oldest row held. */
export function prepended(thread: Thread, page: Message[]): Thread {
  const first = thread.messages[0]?.seq ?? 1;
  // Asked for before the thread was loaded afresh: it would leave a gap.
  if (page.at(-1)?.seq !== first - 1) return thread;
  const messages = [...page, ...thread.messages];
  return { ...thread, messages, hasOlder: hasOlder(messages) };
}

/** A mark only ever moves forward; the newest of each reader is kept, in the order of their ids. */
export function read(thread: Thread, mark: ReadMark): Thread {
  const others = thread.readMarks.filter(({ reader }) => reader.id !== mark.reader.id);
  const known = thread.readMarks.find(({ reader }) => reader.id === mark.reader.id);
  if (known && known.seq >= mark.seq) return thread;
  const readMarks = [...others, mark].sort((a, b) => (a.reader.id < b.reader.id ? -1 : 1));
  return { ...thread, readMarks, conversation: afterRead(thread.conversation, mark) };
}

/** Somebody starts typing (with what we may see of it), or stops (null). */
export function typing(thread: Thread, by: Sender, text: { preview: string | null } | null): Thread {
  const others = thread.typing.filter((typist) => typist.by.id !== by.id);
  if (text === null && others.length === thread.typing.length) return thread;
  return { ...thread, typing: text ? [...others, { by, ...text }] : others };
}

export function positioned(thread: Thread, position: number): Thread {
  return position > lastSeq(thread) && !thread.behind ? { ...thread, behind: true } : thread;
}

/** The conversation anew. Where the rows held are newer than it, what they say about the end stays. */
export function updated(thread: Thread, conversation: Conversation): Thread {
  return { ...thread, conversation: newest(thread.conversation, conversation) };
}

export function assigned(thread: Thread, { agent, at }: { agent: Person; at: string }): Thread {
  const change = {
    assignedAgent: agent,
    assignedAt: at,
    status: 'active',
    queue: null,
    updatedAt: at,
  } as const;
  return { ...thread, conversation: { ...thread.conversation, ...change } };
}

export function closed(thread: Thread, at: string): Thread {
  const change = { status: 'closed', closedAt: at, queue: null, updatedAt: at } as const;
  return { ...thread, conversation: { ...thread.conversation, ...change }, typing: [] };
}

export function queued(thread: Thread, place: NonNullable<Conversation['queue']>): Thread {
  const { position, estimatedWaitSeconds } = place;
  return { ...thread, conversation: { ...thread.conversation, queue: { position, estimatedWaitSeconds } } };
}

export function lastSeq(thread: Thread): number {
  return thread.messages.at(-1)?.seq ?? 0;
}

function hasOlder(messages: readonly Message[]): boolean {
  return (messages[0]?.seq ?? 1) > 1;
}
