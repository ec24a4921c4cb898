import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast } from '../../desk/toasts.ts';
import { FormPage } from '../form/FormPage.tsx';
import { ChoiceField, PasswordField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { PageHeading } from '../PageHeading.tsx';
import { useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { type Account, accounts, type InviteLink } from './accounts.ts';
import { LinkOnce } from './LinkOnce.tsx';
import { checkPerson, PersonFields, type PersonValues } from './PersonFields.tsx';
import { useLeastPassword } from './useLeastPassword.ts';

interface NewPersonValues extends PersonValues {
  how: 'invite' | 'password';
  password: string;
}

type Created = Account & { invite: InviteLink | null };

const EMPTY: NewPersonValues = {
  name: '',
  email: '',
  role: 'agent',
  maxActiveChats: 5,
  departmentIds: [],
  languages: [],
  how: 'invite',
  password: '',
};

export function NewPerson() {
  const words = useWords();
  const { people } = words;
  const least = useLeastPassword();
  const navigate = useNavigate();
  const create = useSaveObject(accounts, null);
  const [created, setCreated] = useState<Created | null>(null);
  const form = useForm({
    stored: EMPTY,
    isNew: true,
    check: (values) => ({
      ...checkPerson(values, words),
      password: values.how === 'password' && values.password === '' ? words.frame.required : null,
    }),
    save: ({ values }) => create({ changes: bodyOf(values), expectedVersion: undefined }),
    onSaved: (answer) => {
      const account = answer as Created;
      if (account.invite !== null) return setCreated(account);
      toast(people.person.createdWithPassword(account.name));
      void navigate({ to: '/settings/$page', params: { page: 'people' } });
    },
  });

  if (created?.invite) {
    return (
      <>
        <PageHeading title={people.person.linkTitle(created.name)} />
        <LinkOnce
          body={people.person.linkBody(created.name)}
          link={created.invite}
          onDone={() => void navigate({ to: '/settings/$page', params: { page: 'people' } })}
        />
      </>
    );
  }
  return (
    <FormPage title={people.person.inviteTitle} lead={people.person.inviteLead} backTo="people" form={form}>
      <PersonFields form={form} />
      <ChoiceField
        label={people.person.how}
        options={[
          { id: 'invite', name: people.person.byInvite },
          { id: 'password', name: people.person.byPassword },
        ]}
        {...form.field('how')}
      />
      {form.values.how === 'password' && (
        <PasswordField
          label={people.person.password}
          hint={people.security.nextHint(least)}
          {...form.field('password')}
        />
      )}
    </FormPage>
  );
}

function bodyOf({ how, password, maxActiveChats, departmentIds, languages, ...rest }: NewPersonValues) {
  return {
    ...rest,
    email: rest.email.trim(),
    ...(how === 'password' && { password }),
    ...(rest.role !== 'partner' && { maxActiveChats, departmentIds, languages }),
  };
}
