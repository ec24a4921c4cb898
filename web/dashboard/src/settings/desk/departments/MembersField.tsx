import { useId, useState } from 'react';
import { useAgents } from '../../../presence/useAgents.ts';
import formStyles from '../../form/Form.module.css';
import { MultiChoiceField } from '../../form/fields.tsx';
import type { Field } from '../../form/useForm.ts';
import { useWords } from '../../words.ts';

/** More people than this are looked for by name. */
const MANY = 12;

/** Agents and admins; those who are members stay in sight while others are looked for. */
export function MembersField(field: Field<string[]>) {
  const { department: words } = useWords().desk;
  const agents = useAgents();
  const [search, setSearch] = useState('');
  const id = useId();
  const wanted = search.trim().toLocaleLowerCase();
  const shown = agents.filter(
    (agent) => field.value.includes(agent.id) || agent.name.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      {agents.length > MANY && (
        <div className={formStyles.field}>
          <label htmlFor={id}>{words.findMember}</label>
          <input
            id={id}
            type="search"
            value={search}
            dir={search === '' ? undefined : 'auto'}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      <MultiChoiceField
        {...field}
        label={words.members}
        hint={words.membersHint}
        empty={words.nobody}
        options={shown}
        onChange={(memberIds) => field.onChange([...memberIds])}
      />
    </>
  );
}
