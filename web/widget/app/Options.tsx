import type { Thread } from '@switchboard/client';
import { useChat } from './context.ts';

/** Quick replies under the newest message, until somebody writes. */
export function Options({ thread }: { thread: Thread | undefined }) {
  const { chat, state } = useChat();
  const newest = thread?.messages.at(-1);
  const options = newest?.metadata.options ?? [];
  if (!thread || options.length === 0 || state.outbox.length > 0 || thread.conversation.status === 'closed')
    return null;
  const { id, status } = thread.conversation;
  const pick = ({ value, label }: { value: string; label: string }) => {
    if (value === 'handoff' && status === 'automated')
      void chat.command('conversation.handoff', { conversationId: id }).catch(() => undefined);
    else chat.send(id, label);
  };
  return (
    <div class="options">
      {options.map((option) => (
        <button type="button" key={option.value} dir="auto" onClick={() => pick(option)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}
