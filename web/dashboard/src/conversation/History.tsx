import { timeline } from '@switchboard/client';
import { eventText } from '@switchboard/common/facts/events.ts';
import { rowsOf } from '@switchboard/common/rows.ts';
import { useMemo, useState } from 'react';
import type { Entry, Message, Thread } from '../contract.ts';
import { useChatState } from '../desk/ChatContext.ts';
import { nameOf, senderName } from '../inbox/names.ts';
import type { Strings } from '../language/en.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './History.module.css';
import { HistoryRow } from './HistoryRow.tsx';
import { customerHasRead, ownMark } from './readMarks.ts';
import { Typing } from './Typing.tsx';
import { useBottom } from './useBottom.ts';
import { useOlder } from './useOlder.ts';
import { useReading } from './useReading.ts';

export function History({ thread }: { thread: Thread }) {
  const strings = useStrings();
  const account = useAccount();
  const entries = useEntries(thread);
  const [unreadAfter] = useState(() => ownMark(thread.readMarks, account.id));
  const rows = useMemo(() => rowsOf(entries, unreadAfter), [entries, unreadAfter]);
  const readUpTo = customerHasRead(thread.readMarks);
  const customerName = nameOf(thread.conversation, strings);

  const older = useOlder(thread);
  const bottom = useBottom(rows, older.loadIfNear);
  const newest = thread.messages.at(-1) ?? null;
  useReading(thread.conversation, newest, account.id, bottom.isAtBottom);

  return (
    <div className={styles.history}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={bottom.box} className={styles.box} tabIndex={0} aria-label={strings.conversation.history}>
        <div ref={bottom.content} className={styles.content}>
          <Beginning thread={thread} older={older} />
          <ol>
            {rows.map((row) => (
              <HistoryRow key={row.key} row={row} readUpTo={readUpTo} customerName={customerName} />
            ))}
          </ol>
          <Typing thread={thread} />
        </div>
      </section>
      {!bottom.isAtBottom && <ToBottom newest={newest} go={bottom.go} />}
      <Announcement newest={newest} myId={account.id} />
    </div>
  );
}

/** Made anew only when something of this conversation has changed: the state changes for every other one too. */
function useEntries(thread: Thread): Entry[] {
  const me = useChatState((state) => state.me);
  const outbox = useChatState((state) => state.outbox);
  const { id } = thread.conversation;
  return useMemo(() => timeline({ me, outbox, threads: { [id]: thread } }, id), [me, outbox, thread, id]);
}

function Beginning({ thread, older }: { thread: Thread; older: ReturnType<typeof useOlder> }) {
  const { conversation: words, inbox } = useStrings();
  if (older.hasFailed) {
    return (
      <p className={styles.edge} role="alert">
        {words.olderFailed} <Button onPress={older.load}>{inbox.retry}</Button>
      </p>
    );
  }
  if (thread.hasOlder) return <p className={styles.edge}>{words.loadingOlder}</p>;
  if (thread.messages.length === 0) return <Notice title={words.empty} />;
  return <p className={styles.edge}>{words.start}</p>;
}

/** Shown while the newest message is out of sight; counts what has come in meanwhile. */
function ToBottom({ newest, go }: { newest: Message | null; go: () => void }) {
  const { conversation: words } = useStrings();
  const [leftAt] = useState(newest?.seq ?? 0);
  const missed = (newest?.seq ?? 0) - leftAt;
  return (
    <div className={styles.toBottom}>
      <Button onPress={go} aria-label={words.toBottom}>
        <Icon name="down" size={16} />
        {missed > 0 && words.newMessages(missed)}
      </Button>
    </div>
  );
}

/** Read out by a screen reader: only what arrives while one is here, not the history. */
function Announcement({ newest, myId }: { newest: Message | null; myId: string }) {
  const strings = useStrings();
  const [firstSeq] = useState(newest?.seq ?? 0);
  const isNews = newest !== null && newest.seq > firstSeq && newest.sender.id !== myId;
  return (
    <p className="visually-hidden" aria-live="polite">
      {isNews && announcementOf(newest, strings)}
    </p>
  );
}

function announcementOf(message: Message, strings: Strings): string {
  if (message.kind === 'event') return eventText(message, strings.events);
  return `${senderName(message.sender, strings)}: ${message.content}`;
}
