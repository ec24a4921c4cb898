import type { Conversation } from '@switchboard/client';
import { Avatar } from './Avatar.tsx';
import { type Chat, hasBot, useChat } from './context.ts';
import { Icon } from './Icon.tsx';
import { filled } from './words.ts';

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
function statusLine(chat: Chat, conversation: Conversation | undefined): string {
  const { words, state } = chat;
  const { desk } = words;
  const isSomebodyHere = state.availability?.online;
  switch (conversation?.status) {
    case 'waiting':
      if (isSomebodyHere === false) return desk['widget.offline'];
      return conversation.queue ? queueText(words, conversation.queue) : desk['widget.queue.waiting'];
    case 'active':
      return desk[conversation.assignedAgent ? 'widget.agent.here' : 'widget.queue.waiting'];
    case 'automated':
    case 'resolved':
    case 'closed':
    case undefined:
      if ((!conversation || conversation.status === 'automated') && hasBot(chat)) return words.botAnswers;
      // Until the server has said so, nothing is promised; the line keeps its height.
      if (isSomebodyHere === undefined) return '\u00a0';
      return desk[isSomebodyHere ? 'widget.welcome.here' : 'widget.offline'];
  }
}

function queueText(
  words: Chat['words'],
  { position, estimatedWaitSeconds }: NonNullable<Conversation['queue']>,
): string {
  const { desk, minutes } = words;
  if (estimatedWaitSeconds === null) return filled(desk['widget.queue.position'], { position });
  const wait = minutes(Math.max(1, Math.ceil(estimatedWaitSeconds / 60)));
  return filled(desk['widget.queue.position.wait'], { position, wait });
}
