import type { OutboxFrame } from './frames.ts';
import type { Outgoing, State } from './state.ts';

/** The outbox after something happened to a message on its way. */
export function reduceOutbox(
  outbox: readonly Outgoing[],
  frame: OutboxFrame,
  threads: State['threads'],
): readonly Outgoing[] {
  switch (frame.local) {
    case 'outbox':
      return frame.outbox.filter(({ id, conversationId }) => !isInLedger(threads, conversationId, id));
    case 'queued':
      return [...outbox.filter(({ id }) => id !== frame.outgoing.id), frame.outgoing];
    case 'sent':
      return change(outbox, frame.id, { status: 'sent' });
    case 'waiting':
      return change(outbox, frame.id, { status: 'queued' });
    case 'failed':
      return change(outbox, frame.id, { status: 'failed', refusal: frame.refusal });
    case 'gone':
      return outbox.filter(({ id }) => id !== frame.id);
    case 'opened':
      return opened(outbox, frame.id, frame.conversationId);
  }
}

/**
 * What waited for the conversation goes into it. The one that opened it is in the ledger; it stays on screen
 * until the ledger shows it, and is told by its `opens`.
 */
function opened(outbox: readonly Outgoing[], id: string, conversationId: string): Outgoing[] {
  return outbox.map((outgoing) => {
    if (outgoing.conversationId !== null) return outgoing;
    const { opens, ...waited } = outgoing;
    return { ...waited, conversationId, ...(outgoing.id === id && opens && { opens }) };
  });
}

function change(outbox: readonly Outgoing[], id: string, part: Partial<Outgoing>): Outgoing[] {
  return outbox.map((outgoing) => (outgoing.id === id ? { ...outgoing, refusal: null, ...part } : outgoing));
}

function isInLedger(threads: State['threads'], conversationId: string | null, id: string): boolean {
  return conversationId !== null && !!threads[conversationId]?.messages.some((message) => message.id === id);
}
