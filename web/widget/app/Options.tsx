import type { Thread } from '@switchboard/client';
import { useChat } from './context.ts';
import { toHistory } from './toHistory.ts';
import type { Write } from './useConversation.ts';

/** Quick replies under the newest message, until anything comes after it. */
export function Options({ thread, write }: { thread: Thread | undefined; write: Write }) {
  const { state, words } = useChat();
  const options = thread?.messages.at(-1)?.metadata.options ?? [];
  const isAnswered = state.outbox.some(({ conversationId }) => conversationId === thread?.conversation.id);
  if (options.length === 0 || isAnswered || thread?.conversation.status === 'closed') return null;
  return (
    <fieldset class="options" aria-label={words.options}>
      {options.map(({ value, label }) => (
        <button
          type="button"
          key={value}
          dir="auto"
          onClick={() => {
            write(label, value);
            toHistory();
          }}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
