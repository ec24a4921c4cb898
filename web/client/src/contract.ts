/** The objects of the public contract, as they travel. Unknown fields may arrive and are kept. */

export type ActorType = 'customer' | 'partner' | 'agent' | 'bot' | 'system';

export interface Person {
  id: string;
  name: string;
}

export type ConversationStatus = 'automated' | 'waiting' | 'active' | 'resolved' | 'closed';

export type Priority = 'low' | 'medium' | 'high' | 'urgent';

export type AgentStatus = 'online' | 'busy' | 'offline';

/** A support ticket and its chat, which are one object. Times are RFC 3339 UTC with milliseconds. */
export interface Conversation {
  id: string;
  /** Short and increasing: what people say to each other on the phone. */
  number: number;
  subject: string | null;
  category: string | null;
  priority: Priority;
  status: ConversationStatus;
  customer: Customer;
  assignedAgent: Person | null;
  department: Person | null;
  requestedAgentAt: string | null;
  assignedAt: string | null;
  firstResponseAt: string | null;
  escalatedAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  /** Customer messages since the last human reply. */
  unansweredCount: number;
  lastSeq: number;
  lastMessageAt: string | null;
  /** What people or the bot said last. The preview has at most 140 code points, then `…`. */
  lastMessage: { sender: Pick<Sender, 'type' | 'name'>; kind: MessageKind; preview: string } | null;
  /** Only while waiting. */
  queue: { position: number; estimatedWaitSeconds: number | null } | null;
  rating: { score: number; comment: string | null } | null;
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  /** Staff view only, as are the next four. */
  labels?: string[];
  unreadCount?: number;
  notesCount?: number;
  /** The closed conversation that the customer went on from. */
  previousConversationId?: string | null;
  /** When the next reply is promised, while one is. */
  replyDue?: { dueAt: string; overdue: boolean; level: string; acknowledgedBy: Person | null } | null;
}

export interface Customer {
  id: string;
  /** Null: an unnamed visitor. */
  name: string | null;
  kind: 'customer' | 'partner';
  /** Staff view only, as are the next three. */
  email?: string | null;
  phone?: string | null;
  locale?: string | null;
  attributes?: Record<string, unknown>;
}

/** The bot and the system have neither id nor name: say it in the reader's language. */
export interface Sender {
  type: ActorType;
  id: string | null;
  name: string | null;
}

export type MessageKind = 'text' | 'quick_reply' | 'file' | 'event';

/** One immutable row of a conversation's ledger. */
export interface Message {
  conversationId: string;
  /** 1, 2, 3 … per conversation, without gaps, the same for every reader. */
  seq: number;
  /** UUIDv7, made by the sender: the same id again returns the first result. */
  id: string;
  sender: Sender;
  kind: MessageKind;
  content: string;
  attachments: Attachment[];
  metadata: MessageMetadata;
  /** The `seq` of the message that this one answers. */
  replyTo: number | null;
  createdAt: string;
}

export interface MessageMetadata {
  /** Answers to pick with one touch; of a `quick_reply`. */
  options?: { value: string; label: string }[];
  /** Which of them the sender picked; of a `quick_reply` that answers one. */
  value?: string;
  /** The fact by its name, such as `agent.joined`; of an `event`. */
  event?: string;
  /** Of an `event`: whom and which department it names. */
  agent?: Person;
  department?: Person;
  /** Of an `event`: the desk wrote its sentence itself; show `content`. */
  inOwnWords?: boolean;
  [more: string]: unknown;
}

export interface Attachment {
  id: string;
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  width?: number;
  height?: number;
}

/** Everything up to `seq` was read by `reader` at `at`. */
export interface ReadMark {
  reader: { type: ActorType; id: string };
  seq: number;
  at: string;
}

/** The codes of all refusals. */
export type RefusalCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'conversation_closed'
  | 'too_large'
  | 'unsupported_type'
  | 'validation_failed'
  | 'rate_limited'
  | 'unavailable';

/** What a client writes when it sends; the rest of a message is the server's. */
export interface Draft {
  id: string;
  kind?: MessageKind;
  content: string;
  /** The option that was picked, whose label is the content; of a `quick_reply`. */
  value?: string;
  attachmentIds?: string[];
  replyTo?: number;
}
