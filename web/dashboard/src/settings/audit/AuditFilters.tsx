import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/Button.tsx';
import { isSame } from '../form/formState.ts';
import { request } from '../request.ts';
import type { Page } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './Audit.module.css';
import { type AuditFilter, NO_FILTER } from './filter.ts';

interface Props {
  filter: AuditFilter;
  narrow: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, narrow }: Props) {
  const { audit: words } = useWords();
  const set = (part: Partial<AuditFilter>) => narrow({ ...filter, ...part });
  return (
    <>
      <Actors chosen={filter.actor} choose={(actor) => set({ actor })} />
      <select
        aria-label={words.action}
        value={filter.action}
        onChange={(event) => set({ action: event.target.value })}
      >
        <option value="">{words.anything}</option>
        {Object.entries(words.subjects).map(([type, name]) => (
          <option key={type} value={type}>
            {name}
          </option>
        ))}
      </select>
      <Day label={words.from} day={filter.from} most={filter.to} choose={(from) => set({ from })} />
      <Day label={words.to} day={filter.to} least={filter.from} choose={(to) => set({ to })} />
      {!isSame(filter, NO_FILTER) && <Button onPress={() => narrow(NO_FILTER)}>{words.clear}</Button>}
    </>
  );
}

/** Who can have done something: the accounts there are. Who is gone is found by what was done to the account. */
function Actors({ chosen, choose }: { chosen: string; choose: (id: string) => void }) {
  const { audit: words } = useWords();
  const { data } = useQuery({
    queryKey: ['audit', 'actors'],
    queryFn: ({ signal }) =>
      request<Page<{ id: string; name: string }>>('GET', '/accounts', { query: { limit: 100 }, signal }),
    staleTime: 0,
  });
  return (
    <select aria-label={words.actor} value={chosen} onChange={(event) => choose(event.target.value)}>
      <option value="">{words.anybody}</option>
      {data?.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface DayProps {
  label: string;
  day: string;
  least?: string;
  most?: string;
  choose: (day: string) => void;
}

function Day({ label, day, least, most, choose }: DayProps) {
  return (
    <label className={styles.day}>
      {label}
      <input
        type="date"
        value={day}
        min={least}
        max={most}
        onChange={(event) => choose(event.target.value)}
      />
    </label>
  );
}
