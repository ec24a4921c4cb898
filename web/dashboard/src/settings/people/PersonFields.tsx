import { useQuery } from '@tanstack/react-query';
import { useLanguage, useStrings } from '../../language/language.ts';
import { ChoiceField, MultiChoiceField, NumberField, TextField } from '../form/fields.tsx';
import type { Form } from '../form/useForm.ts';
import { request } from '../request.ts';
import type { Page } from '../resource.ts';
import { useWords, type Words } from '../words.ts';
import { languageOptions, ROLES, type Role } from './accounts.ts';

export interface PersonValues {
  name: string;
  email: string;
  role: Role;
  maxActiveChats: number | null;
  departmentIds: readonly string[];
  languages: readonly string[];
}

/** What a person's form can know without the server. */
export function checkPerson({ name, email, role, maxActiveChats }: PersonValues, words: Words) {
  const { frame, people } = words;
  const hasChats = role !== 'partner';
  return {
    name: name.trim() === '' ? frame.required : null,
    email:
      email.trim() === ''
        ? frame.required
        : /^[^@\s]+@[^@\s]+$/.test(email.trim())
          ? null
          : people.person.emailWrong,
    maxActiveChats: hasChats && maxActiveChats === null ? frame.number : null,
  };
}

/** Name, address, role and what follows from it: the same for somebody new and for somebody known. */
export function PersonFields<T extends PersonValues>({ form }: { form: Form<T> }) {
  const { people } = useWords();
  const { roles } = useStrings();
  const language = useLanguage();
  const words = people.person;
  const departments = useDepartments();
  // The fields below are PersonValues' own, whatever else the form has.
  const { field, values } = form as unknown as Form<PersonValues>;
  return (
    <>
      <TextField label={words.name} dir="auto" {...field('name')} />
      <TextField label={words.email} type="email" inputMode="email" {...field('email')} />
      <ChoiceField
        label={words.role}
        hint={words.roleHint[values.role]}
        options={ROLES.map((id) => ({ id, name: roles[id] }))}
        {...field('role')}
      />
      {values.role !== 'partner' && (
        <>
          <NumberField
            label={words.most}
            hint={words.mostHint}
            least={0}
            most={1000}
            {...field('maxActiveChats')}
          />
          <MultiChoiceField
            label={words.departments}
            hint={words.departmentsHint}
            options={departments}
            empty={words.noDepartments}
            {...field('departmentIds')}
          />
          <MultiChoiceField
            label={words.languages}
            hint={words.languagesHint}
            options={languageOptions(values.languages, language)}
            {...field('languages')}
          />
        </>
      )}
    </>
  );
}

function useDepartments(): readonly { id: string; name: string }[] {
  const { data } = useQuery({
    queryKey: ['/departments', 'names'],
    queryFn: ({ signal }) =>
      request<Page<{ id: string; name: string }>>('GET', '/departments', { query: { limit: 100 }, signal }),
    staleTime: 0,
  });
  return data?.items ?? [];
}
