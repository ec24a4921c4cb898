import { useQuery } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import { Dot } from '../presence/Dot.tsx';
import { api } from '../session/session.ts';
import { ActivityText } from './Activities.tsx';
import { decisionOf, explains, lookUp } from './activity.ts';
import panel from './CustomerPanel.module.css';
import styles from './Routing.module.css';
import { useActivity } from './useActivity.ts';

interface Explanation {
  queue: { position: number; estimatedWaitSeconds: number | null } | null;
  candidates: { agent: { id: string; name: string }; active: number; maxActiveChats: number }[];
  excluded: {
    agent: { id: string; name: string };
    code?: string;
    active?: number;
    maxActiveChats?: number;
  }[];
  why?: { code: string };
}

/** Why it is with whom it is, or why nobody has it yet. */
export function Routing({ conversation }: { conversation: Conversation }) {
  if (conversation.status === 'waiting') return <WhyWaiting conversation={conversation} />;
  return explains(conversation) && <WhyThisAgent conversation={conversation} />;
}

/** The decision that holds: the last one in the activity. */
function WhyThisAgent({ conversation: { id, assignedAgent } }: { conversation: Conversation }) {
  const { routing: words } = useStrings();
  const { data = [] } = useActivity(id);
  const decision = decisionOf(data);
  if (assignedAgent === null || decision === undefined) return null;
  return (
    <section className={panel.facts}>
      <h3>{words.whyThisAgent(assignedAgent.name)}</h3>
      <ActivityText activity={decision} />
    </section>
  );
}

function WhyWaiting({ conversation }: { conversation: Conversation }) {
  const { routing: words } = useStrings();
  const { data, isError } = useExplanation(conversation);
  const why = lookUp(words.why, data?.why?.code);
  return (
    <section className={`${panel.facts} ${styles.routing}`}>
      <h3>{words.whyWaiting}</h3>
      {isError && <p>{words.failed}</p>}
      {why && <p>{why}</p>}
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
  const { routing: words, excluded: reasons } = useStrings();
  return (
    <ul className={styles.people}>
      {candidates.map(({ agent, active, maxActiveChats }) => (
        <li key={agent.id}>
          <Dot status="online" /> <bdi>{agent.name}</bdi>
          <span>{words.load(active, maxActiveChats)}</span>
        </li>
      ))}
      {excluded.map(({ agent, code, active, maxActiveChats }) => (
        <li key={agent.id}>
          <Dot status={code === 'offline' ? 'offline' : 'busy'} /> <bdi>{agent.name}</bdi>
          <span>
            {lookUp(reasons, code)}
            {maxActiveChats !== undefined && ` · ${words.load(active ?? 0, maxActiveChats)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Asked again with every change of the conversation: the reasons are those of the moment. */
function useExplanation({ id, updatedAt, queue }: Conversation) {
  return useQuery({
    queryKey: ['routing', id, updatedAt, queue?.position],
    queryFn: ({ signal }) => api.request<Explanation>('GET', `/conversations/${id}/routing`, { signal }),
    placeholderData: (previous) => previous,
  });
}
