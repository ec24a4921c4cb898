import { useQuery } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import { authorised } from '../session/authorised.ts';
import panel from './CustomerPanel.module.css';
import styles from './Routing.module.css';

interface Explanation {
  /** One sentence for people, by the server. */
  summary: string;
  queue: { position: number; estimatedWaitSeconds: number | null } | null;
  candidates: { agent: { id: string; name: string }; active: number; maxActiveChats: number }[];
  excluded: { agent: { id: string; name: string }; reason: string }[];
}

/** Why it is with whom it is, or why nobody has it yet. */
export function Routing({ conversation }: { conversation: Conversation }) {
  const { routing: words } = useStrings();
  const { data, isError } = useExplanation(conversation);
  if (conversation.status === 'automated') return null;
  return (
    <section className={`${panel.facts} ${styles.routing}`}>
      <h3>{words.title}</h3>
      {isError && <p>{words.failed}</p>}
      {data && <p dir="auto">{data.summary}</p>}
      {data?.queue && <Place queue={data.queue} />}
      {data && <People explanation={data} />}
    </section>
  );
}

function Place({ queue }: { queue: NonNullable<Explanation['queue']> }) {
  const { routing: words } = useStrings();
  const seconds = queue.estimatedWaitSeconds;
  const wait = seconds === null ? words.waitUnknown : words.wait(Math.max(1, Math.round(seconds / 60)));
  return (
    <p>
      {words.place(queue.position)} · {wait}
    </p>
  );
}

function People({ explanation: { candidates, excluded } }: { explanation: Explanation }) {
  const { routing: words } = useStrings();
  return (
    <dl>
      {candidates.map(({ agent, active, maxActiveChats }) => (
        <div key={agent.id}>
          <dt>
            <bdi>{agent.name}</bdi>
          </dt>
          <dd>
            {words.candidates}, {words.load(active, maxActiveChats)}
          </dd>
        </div>
      ))}
      {excluded.map(({ agent, reason }) => (
        <div key={agent.id}>
          <dt>
            <bdi>{agent.name}</bdi>
          </dt>
          <dd>
            {words.excluded}: <bdi>{reason}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Asked again with every change of the conversation: the reasons are those of the moment. */
function useExplanation({ id, status, updatedAt, queue }: Conversation) {
  return useQuery({
    queryKey: ['routing', id, updatedAt, queue?.position],
    queryFn: ({ signal }) => authorised<Explanation>('GET', `/conversations/${id}/routing`, { signal }),
    enabled: status !== 'automated',
    placeholderData: (previous) => previous,
  });
}
