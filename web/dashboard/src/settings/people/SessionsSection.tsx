import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { useLanguage, useStrings } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../Loaded.tsx';
import { resource, useObjects, useRemoveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './Security.module.css';

interface OwnSession {
  id: string;
  current: boolean;
  device: string | null;
  network: string | null;
  createdAt: string;
  lastUsedAt: string;
}

const sessions = resource<OwnSession>('/me/sessions');

export function SessionsSection() {
  const { people } = useWords();
  const words = people.security;
  return (
    <section className={styles.section} aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessions}</h2>
      <Sessions />
    </section>
  );
}

function Sessions() {
  const { frame, people } = useWords();
  const { refusals } = useStrings();
  const words = people.security;
  const list = useObjects(sessions);
  const remove = useRemoveObject(sessions);

  async function end(id: string) {
    try {
      await remove(id);
      toast(words.ended);
    } catch (thrown) {
      toastFailure(words.endFailed, refusalText(thrown, refusals));
    }
  }

  return (
    <Loaded query={list}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            <ul className={styles.sessions}>
              {items.map((session) => (
                <Row key={session.id} session={session} end={() => void end(session.id)} />
              ))}
            </ul>
            {items.length === 1 && <p className={styles.hint}>{words.onlyThis}</p>}
            {list.hasNextPage && <Button onPress={() => void list.fetchNextPage()}>{frame.more}</Button>}
          </>
        );
      }}
    </Loaded>
  );
}

function Row({ session, end }: { session: OwnSession; end: () => void }) {
  const { people } = useWords();
  const language = useLanguage();
  const words = people.security;
  const device = session.device ?? words.unknownDevice;
  return (
    <li>
      <div className={styles.session}>
        <p className={styles.device}>
          <bdi>{device}</bdi> {session.current && <Chip tone="accent">{words.thisOne}</Chip>}
        </p>
        <p className={styles.hint}>
          {session.network !== null && (
            <>
              <bdi>{session.network}</bdi> ·{' '}
            </>
          )}
          {words.usedLast(full(Date.parse(session.lastUsedAt), language))} ·{' '}
          {words.begun(full(Date.parse(session.createdAt), language))}
        </p>
      </div>
      {!session.current && (
        <Button aria-label={words.endWhat(device)} onPress={end}>
          {words.end}
        </Button>
      )}
    </li>
  );
}
