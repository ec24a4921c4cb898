import { useState } from 'react';
import { useStrings } from '../../language/language.ts';
import { useAccount } from '../../session/useSession.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { ListPage } from '../list/ListPage.tsx';
import { ListRow } from '../list/ListRow.tsx';
import { useSearch } from '../list/useSearch.ts';
import { useObjects } from '../resource.ts';
import { useWords } from '../words.ts';
import { type Account, accounts, ROLES } from './accounts.ts';
import { NewPerson } from './NewPerson.tsx';
import { Person } from './Person.tsx';

export default function People({ item }: { item: string | null }) {
  if (item === null) return <PeopleList />;
  return item === 'new' ? <NewPerson /> : <Person id={item} />;
}

function PeopleList() {
  const { people } = useWords();
  const { roles } = useStrings();
  const words = people.list;
  const search = useSearch();
  const [role, setRole] = useState('');
  const [active, setActive] = useState('');
  const list = useObjects(accounts, {
    q: search.settled,
    role: role || undefined,
    active: active || undefined,
  });
  return (
    <ListPage
      title={words.title}
      lead={words.lead}
      list={list}
      row={(account) => <Row account={account} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
      search={{ ...search, label: words.search }}
      isFiltered={role !== '' || active !== ''}
      create={{ page: 'people', label: words.invite }}
      filters={
        <>
          <select aria-label={words.role} value={role} onChange={(event) => setRole(event.target.value)}>
            <option value="">{words.anyRole}</option>
            {ROLES.map((id) => (
              <option key={id} value={id}>
                {roles[id]}
              </option>
            ))}
          </select>
          <select aria-label={words.state} value={active} onChange={(event) => setActive(event.target.value)}>
            <option value="">{words.anyState}</option>
            <option value="true">{words.active}</option>
            <option value="false">{words.inactive}</option>
          </select>
        </>
      }
    />
  );
}

function Row({ account }: { account: Account }) {
  const { people } = useWords();
  const { roles } = useStrings();
  const me = useAccount();
  const words = people.list;
  return (
    <ListRow
      page="people"
      item={account.id}
      title={account.name}
      detail={account.email}
      before={<Avatar name={account.name} color={account.avatarColor} />}
      end={
        <>
          {account.id === me.id && <Chip tone="accent">{words.you}</Chip>}
          {!account.active && <Chip tone="danger">{words.inactive}</Chip>}
          {account.active && account.invited && <Chip tone="warning">{words.invited}</Chip>}
          {account.secondFactor && <Chip tone="success">{words.factor}</Chip>}
          <Chip tone={account.role === 'admin' ? 'info' : 'neutral'}>{roles[account.role]}</Chip>
        </>
      }
    />
  );
}
