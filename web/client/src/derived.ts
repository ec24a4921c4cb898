import type { ActorType, Conversation, Message, ReadMark } from './contract.ts';
import { preview } from './text.ts';

/** What a new row says about its conversation; the server sends no `conversation.updated` for that alone. */
export function afterMessage(conversation: Conversation, message: Message): Conversation {
  const { seq, sender, kind, content, createdAt } = message;
  const lastMessage = { sender: { type: sender.type, name: sender.name }, kind, preview: preview(content) };
  const said = kind === 'event' ? {} : { lastMessage, lastMessageAt: createdAt };
  const tail = { lastSeq: seq, ...said, updatedAt: createdAt };
  // What came with a newer `conversation.updated` stands.
  if (seq <= conversation.lastSeq) return conversation;
  return { ...conversation, ...tail, ...answered(conversation, message) };
}

/** A conversation anew. Where the rows held go further than it does, what they say about the end stays. */
export function newest(held: Conversation, incoming: Conversation): Conversation {
  if (incoming.lastSeq >= held.lastSeq) return incoming;
  const { lastSeq, lastMessage, lastMessageAt, unansweredCount, updatedAt, unreadCount } = held;
  return {
    ...incoming,
    ...{ lastSeq, lastMessage, lastMessageAt, unansweredCount, updatedAt },
    firstResponseAt: incoming.firstResponseAt ?? held.firstResponseAt,
    ...(unreadCount !== undefined && { unreadCount }),
    ...(held.replyDue === null && { replyDue: null }),
  };
}

function answered(conversation: Conversation, { sender, createdAt }: Message): Partial<Conversation> {
  const { unansweredCount, unreadCount, firstResponseAt, replyDue } = conversation;
  if (sender.type === 'agent')
    return {
      unansweredCount: 0,
      firstResponseAt: firstResponseAt ?? createdAt,
      ...(unreadCount !== undefined && { unreadCount: 0 }),
      ...(replyDue && { replyDue: null }),
    };
  if (!asksForHelp(sender.type)) return {};
  return {
    unansweredCount: unansweredCount + 1,
    ...(unreadCount !== undefined && { unreadCount: unreadCount + 1 }),
  };
}

/** Staff that has read up to a mark leaves at most what lies beyond it. */
export function afterRead(conversation: Conversation, mark: ReadMark): Conversation {
  if (mark.reader.type !== 'agent' || conversation.unreadCount === undefined) return conversation;
  const beyond = Math.max(0, conversation.lastSeq - mark.seq);
  return { ...conversation, unreadCount: Math.min(conversation.unreadCount, beyond) };
}

function asksForHelp(type: ActorType): boolean {
  return type === 'customer' || type === 'partner';
}
