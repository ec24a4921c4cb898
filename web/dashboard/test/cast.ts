import type { Conversation, Message } from '../src/contract.ts';

/** The fixed cast: Ayesha asks, Sana and Bilal answer. */
export const sana = { id: 'sana', name: 'Sana' };
export const bilal = { id: 'bilal', name: 'Bilal' };

export function conversation(id: string, parts: Partial<Conversation> = {}): Conversation {
  return {
    id,
    number: 1042,
    subject: null,
    category: 'order',
    priority: 'medium',
    status: 'waiting',
    customer: { id: 'ayesha', name: 'Ayesha', kind: 'customer' },
    assignedAgent: null,
    department: null,
    requestedAgentAt: null,
    assignedAt: null,
    firstResponseAt: null,
    escalatedAt: null,
    resolvedAt: null,
    closedAt: null,
    unansweredCount: 0,
    lastSeq: 1,
    lastMessageAt: '2026-03-01T10:00:00.000Z',
    lastMessage: null,
    queue: null,
    rating: null,
    metadata: {},
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    unreadCount: 0,
    ...parts,
  };
}

export function message(seq: number, parts: Partial<Message> = {}): Message {
  return {
    conversationId: 'c',
    seq,
    id: `m${seq}`,
    sender: { type: 'customer', id: 'ayesha', name: 'Ayesha' },
    kind: 'text',
    content: `message ${seq}`,
    attachments: [],
    metadata: {},
    replyTo: null,
    createdAt: new Date(Date.UTC(2026, 2, 1, 10, seq)).toISOString(),
    ...parts,
  };
}
