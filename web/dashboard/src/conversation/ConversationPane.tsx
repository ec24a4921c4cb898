import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Conversation, Thread } from '../contract.ts';
import { nameOf } from '../inbox/names.ts';
import { heldConversation } from '../inbox/useConversations.ts';
import { useInboxRoute } from '../inbox/useInboxRoute.ts';
import { applyConversation } from '../inbox/useLiveInbox.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Composer } from './Composer.tsx';
import styles from './ConversationPane.module.css';
import { CustomerPanel } from './CustomerPanel.tsx';
import { Header } from './Header.tsx';
import { History } from './History.tsx';
import { MessageSkeletons } from './MessageSkeletons.tsx';
import { ReplyDue } from './ReplyDue.tsx';
import { useExpected } from './useActions.ts';
import { usePanel } from './usePanel.ts';
import { type Opened, useThread } from './useThread.ts';

const route = getRouteApi('/inbox/$view/$conversationId');

export function ConversationPane() {
  const { conversationId } = route.useParams();
  return <OneConversation key={conversationId} conversationId={conversationId} />;
}

function OneConversation({ conversationId }: { conversationId: string }) {
  const opened = useThread(conversationId);
  useListed(opened);
  const queries = useQueryClient();
  const conversation =
    opened.state === 'ready' ? opened.thread.conversation : heldConversation(queries, conversationId);
  if (opened.state === 'failed') return <Failed opened={opened} />;
  if (conversation === undefined) return <Joining />;
  return <Pane conversation={conversation} thread={opened.state === 'ready' ? opened.thread : null} />;
}

/** The open conversation knows more, and sooner, than the lists are told. */
function useListed(opened: Opened): void {
  const queries = useQueryClient();
  const account = useAccount();
  const conversation = opened.state === 'ready' ? opened.thread.conversation : undefined;
  useEffect(() => {
    if (conversation !== undefined) applyConversation(queries, conversation, account.id);
  }, [queries, conversation, account.id]);
}

function Pane({ conversation, thread }: { conversation: Conversation; thread: Thread | null }) {
  const shown = useExpected(conversation);
  const { leaveConversation } = useInboxRoute();
  const strings = useStrings();
  const words = strings.conversation;
  const [isPanelOpen, toggle] = usePanel();
  useShortcuts({ i: toggle, Escape: leaveConversation });

  return (
    <section
      className={styles.pane}
      aria-label={words.withWhom(nameOf(shown, strings))}
      data-panel={isPanelOpen ? '' : undefined}
    >
      <div className={styles.conversation}>
        <div>
          <Header conversation={shown} isPanelOpen={isPanelOpen} togglePanel={toggle} />
          <ReplyDue conversation={shown} />
        </div>
        {thread === null ? <MessageSkeletons /> : <History thread={thread} />}
        <Composer conversation={shown} isReady={thread !== null} />
      </div>
      {isPanelOpen && <CustomerPanel conversation={shown} close={toggle} />}
    </section>
  );
}

function Joining() {
  return (
    <section className={styles.pane}>
      <div className={styles.conversation}>
        <div className={styles.placeholder} />
        <MessageSkeletons />
      </div>
    </section>
  );
}

function Failed({ opened }: { opened: Extract<Opened, { state: 'failed' }> }) {
  const strings = useStrings();
  const { leaveConversation } = useInboxRoute();
  const isGone = opened.code === 'not_found' || opened.code === 'forbidden';
  return (
    <section role="alert">
      {isGone ? (
        <Notice title={strings.conversation.notFound}>
          <Button onPress={leaveConversation}>{strings.conversation.back}</Button>
        </Notice>
      ) : (
        <Notice title={strings.conversation.failed} hint={refusalText(opened, strings.refusals)}>
          <Button onPress={opened.retry}>{strings.inbox.retry}</Button>
        </Notice>
      )}
    </section>
  );
}
