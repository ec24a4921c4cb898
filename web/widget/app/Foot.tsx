import { type Conversation, Refusal } from '@switchboard/client';
import { useState } from 'preact/hooks';
import { hasBot, useChat } from './context.ts';
import { Icon } from './Icon.tsx';
import { toHistory } from './toHistory.ts';
import type { Write } from './useConversation.ts';

interface Props {
  conversation: Conversation | undefined;
  /** Whether nothing has been said yet. */
  isNew: boolean;
  write: Write;
  startAgain: () => void;
}

/** What the state of the conversation asks for, between the history and the field. */
export function Foot({ conversation, isNew, write, startAgain }: Props) {
  const chat = useChat();
  const { words } = chat;
  // Without a bot there is nobody else: the first message waits for a person.
  if (isNew ? hasBot(chat) : conversation?.status === 'automated')
    return <ToPerson id={conversation?.id} write={write} />;
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

function ToPerson({ id, write }: { id: string | undefined; write: Write }) {
  const { chat, words } = useChat();
  const [asked, setAsked] = useState(false);
  const say = () => write(words.person, 'person');
  const ask = () => {
    setAsked(true);
    toHistory();
    if (!id) return say();
    // Said as a message, it waits for the connection and comes through a closed tab.
    void chat.command('conversation.handoff', { conversationId: id }).catch((thrown) => {
      if (Refusal.from(thrown).isRetryable) say();
      else setAsked(false);
    });
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
