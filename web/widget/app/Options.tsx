import type { Thread } from '@switchboard/client';
import { useChat } from './context.ts';
import { toHistory } from './toHistory.ts';
import type { Write } from './useConversation.ts';

/** Quick replies under the newest message, until anything comes after it. */
export function Options({ thread, write }: { thread: Thread | undefined; write: Write }) {
  const { state, words } = useChat();
  const { id, status } = thread?.conversation ?? {};
  // As long as the conversation is automated, a person has a button that stays where it is.
  const options = (thread?.messages.at(-1)?.metadata.options ?? []).filter(
    ({ value }) => value !== 'person' || status !== 'automated',
  );
  const isAnswered = state.outbox.some(({ conversationId }) => conversationId === id);
  if (options.length === 0 || isAnswered || status === 'closed') return null;
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
