import type { Conversation } from '@switchboard/client';
import { Avatar } from './Avatar.tsx';
import { type Chat, useChat } from './context.ts';
import { Icon } from './Icon.tsx';

export function Header({ conversation }: { conversation: Conversation | undefined }) {
  const chat = useChat();
  const { host, words, settings } = chat;
  const logo = settings.site?.logo;
  const agent = conversation?.assignedAgent?.name;
  return (
    <header class="header">
      {logo && !agent ? <img class="avatar" src={logo} alt="" /> : <Avatar name={agent ?? words.title} />}
      <div class="header-text">
        <h1>
          <bdi>{agent ?? words.title}</bdi>
        </h1>
        <p role="status">{statusLine(chat, conversation)}</p>
      </div>
      {host.isThere && (
        <button type="button" class="icon" aria-label={words.close} onClick={() => host.close()}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

/** One line that says who is there, and how long it takes. */
function statusLine({ words, state }: Chat, conversation: Conversation | undefined): string {
  const isSomebodyHere = state.availability?.online;
  switch (conversation?.status) {
    case 'waiting':
      if (isSomebodyHere === false) return words.weAreAway;
      return conversation.queue ? queueText(words, conversation.queue) : words.waiting;
    case 'active':
      return conversation.assignedAgent ? words.withYou : words.waiting;
    case 'automated':
    case 'resolved':
    case 'closed':
    case undefined:
      if (conversation?.status === 'automated' && state.availability?.bot) return words.botAnswers;
      // Until the server has said so, nothing is promised; the line keeps its height.
      if (isSomebodyHere === undefined) return '\u00a0';
      return isSomebodyHere ? words.weAnswer : words.weAreAway;
  }
}

function queueText(
  words: Chat['words'],
  { position, estimatedWaitSeconds }: NonNullable<Conversation['queue']>,
): string {
  const wait =
    estimatedWaitSeconds === null ? null : words.minutes(Math.max(1, Math.ceil(estimatedWaitSeconds / 60)));
  return words.inQueue(position, wait);
}
