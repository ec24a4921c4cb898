import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { api } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Page } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './LogInNotices.module.css';

interface AccountNotice {
  id: string;
  event: string;
  at: string;
  parameters: { by?: string };
}

const NOTICES = ['/me/notices'] as const;

/** What others, or other sessions, changed about one's account: said once, at the next log-in. */
export default function LogInNotices() {
  const { people } = useWords();
  const queries = useQueryClient();
  const words = people.notices;
  const { data } = useQuery({
    queryKey: NOTICES,
    queryFn: ({ signal }) => api.request<Page<AccountNotice>>('GET', '/me/notices', { signal }),
    retry: false,
  });
  const notices = data?.items ?? [];

  function dismiss() {
    queries.setQueryData<Page<AccountNotice>>(NOTICES, { items: [], nextCursor: null });
    // One that could not be dismissed comes again at the next log-in.
    for (const { id } of notices) api.request('DELETE', `/me/notices/${id}`).catch(() => undefined);
  }

  return (
    <Sheet
      title={words.title}
      isOpen={notices.length > 0}
      onOpenChange={(isOpen) => {
        if (!isOpen) dismiss();
      }}
    >
      <ul className={styles.notices}>
        {notices.map((notice) => (
          <Row key={notice.id} notice={notice} />
        ))}
      </ul>
      <p className={styles.hint}>{words.notYou}</p>
      <div className={styles.end}>
        <Button look="primary" autoFocus onPress={dismiss}>
          {words.fine}
        </Button>
      </div>
    </Sheet>
  );
}

function Row({ notice: { event, at, parameters } }: { notice: AccountNotice }) {
  const { people } = useWords();
  const language = useLanguage();
  const words = people.notices;
  return (
    <li>
      <p>{words.events[event] ?? words.other}</p>
      <p className={styles.hint}>
        {full(Date.parse(at), language)}
        {parameters.by !== undefined && ` · ${words.by(parameters.by)}`}
      </p>
    </li>
  );
}
