import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { useChat } from './context.ts';
import { Foot } from './Foot.tsx';
import { Header } from './Header.tsx';
import { Home } from './Home.tsx';
import { Messages } from './Messages.tsx';
import { useConversation } from './useConversation.ts';
import { useUnread } from './useUnread.ts';

export function App() {
  const { state, words } = useChat();
  const { id, phase, reload, write, startAgain } = useConversation();
  const thread = id ? state.threads[id] : undefined;
  const begun = id !== null || state.outbox.some(({ conversationId }) => conversationId === null);
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
        <Messages key={id} id={id} isLoading={phase === 'loading'} />
      ) : (
        <Home />
      )}
      <Foot conversation={thread?.conversation} startAgain={startAgain} />
      {thread?.conversation.status !== 'closed' && <Composer id={id} write={write} />}
    </main>
  );
}
