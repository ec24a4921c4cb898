import { useState } from 'preact/hooks';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { type Chat, hasBot, useChat } from './context.ts';
import { Foot } from './Foot.tsx';
import { Form } from './Form.tsx';
import { Header } from './Header.tsx';
import { Home } from './Home.tsx';
import { Messages } from './Messages.tsx';
import { useConversation } from './useConversation.ts';
import { useUnread } from './useUnread.ts';

export function App() {
  const chat = useChat();
  const { state, words } = chat;
  const { id, round, phase, reload, write, startAgain, setCategory } = useConversation();
  const [isFilled, setFilled] = useState(false);
  const thread = id ? state.threads[id] : undefined;
  // The message that opens a conversation is on its way until the conversation is on screen.
  const begun =
    id !== null || state.outbox.some(({ conversationId, opens }) => conversationId === null || opens);
  const asks = !begun && phase === 'ready' && !isFilled && hasForm(chat);
  useUnread(id);
  return (
    <main class="chat">
      <Header conversation={thread?.conversation} />
      <Banner />
      {phase === 'failed' && (
        <p class="notice" role="alert">
          {words.loadFailed}{' '}
          <button type="button" onClick={reload}>
            {words.retry}
          </button>
        </p>
      )}
      {begun || phase === 'loading' ? (
        <Messages key={round} id={id} isLoading={phase === 'loading'} write={write} />
      ) : (
        <Home write={asks ? undefined : write} />
      )}
      <Foot
        conversation={thread?.conversation}
        isNew={!begun && phase === 'ready' && !asks}
        write={write}
        startAgain={startAgain}
      />
      {asks ? (
        <Form
          onDone={(category) => {
            setCategory(category);
            setFilled(true);
          }}
        />
      ) : (
        thread?.conversation.status !== 'closed' && <Composer id={id} write={write} />
      )}
    </main>
  );
}

/** Before the first message, where the site wants it; of a visitor whom the site knows nothing is asked. */
function hasForm(chat: Chat): boolean {
  const { site, isKnown } = chat.settings;
  if (!site || isKnown || Object.values(site.fields).every((field) => field === 'off')) return false;
  const isAway = chat.state.availability?.online === false && !hasBot(chat);
  return site.preChat || (site.outOfHours === 'form' && isAway);
}
