import type { Conversation } from '@switchboard/client';
import { useState } from 'preact/hooks';
import { useChat } from './context.ts';
import { Icon } from './Icon.tsx';

/** What the state of the conversation asks for, between the history and the field. */
export function Foot({
  conversation,
  startAgain,
}: {
  conversation: Conversation | undefined;
  startAgain: () => void;
}) {
  const { state, words } = useChat();
  // Without a bot there is nobody else: the first message waits for a person.
  if (conversation?.status === 'automated' && state.availability?.bot)
    return <ToPerson id={conversation.id} />;
  if (conversation?.status === 'resolved')
    return <p class="notice">{words.desk['widget.conversation.resolved']}</p>;
  if (conversation?.status === 'closed')
    return (
      <div class="notice">
        <p>{words.desk['widget.conversation.closed']}</p>
        <button type="button" class="primary" onClick={startAgain}>
          {words.again}
        </button>
      </div>
    );
  return null;
}

function ToPerson({ id }: { id: string }) {
  const { chat, words } = useChat();
  const [asked, setAsked] = useState(false);
  const ask = () => {
    setAsked(true);
    // This button goes away; whoever came by keyboard goes on in the history.
    document.querySelector<HTMLElement>('[role=log]')?.focus();
    void chat.command('conversation.handoff', { conversationId: id }).catch(() => setAsked(false));
  };
  return (
    <p class="foot">
      <button type="button" class="quiet" disabled={asked} onClick={ask}>
        <Icon name="person" />
        {words.person}
      </button>
    </p>
  );
}
