import { toast } from '../../desk/toasts.ts';
import { useAccount } from '../../session/useSession.ts';
import { FormPage } from '../form/FormPage.tsx';
import { type Save, useForm } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { useObject, useReloadObject, useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { type Account, accounts } from './accounts.ts';
import { PersonActions } from './PersonActions.tsx';
import { checkPerson, PersonFields, type PersonValues } from './PersonFields.tsx';
import { PersonState } from './PersonState.tsx';

export function Person({ id }: { id: string }) {
  return <Loaded query={useObject(accounts, id)}>{(account) => <PersonForm account={account} />}</Loaded>;
}

function PersonForm({ account }: { account: Account }) {
  const words = useWords();
  const me = useAccount();
  const save = useSaveObject(accounts, account.id);
  const form = useForm<PersonValues>({
    stored: {
      name: account.name,
      email: account.email,
      role: account.role,
      maxActiveChats: account.maxActiveChats,
      departmentIds: account.departmentIds,
      languages: account.languages,
    },
    version: account.version,
    check: (values) => checkPerson(values, words),
    save: (typed) => save(asSent(typed)),
    reload: useReloadObject(accounts, account.id),
    onSaved: () => toast(words.frame.saved),
  });
  return (
    <>
      <FormPage
        title={account.name}
        lead={<PersonState account={account} isMe={account.id === me.id} />}
        backTo="people"
        form={form}
      >
        <PersonFields form={form} />
      </FormPage>
      <PersonActions account={account} isMe={account.id === me.id} />
    </>
  );
}

/** Partners are in no department: the server takes whoever becomes one out of them. */
function asSent(typed: Save<PersonValues>): Save<PersonValues> {
  if (typed.values.role !== 'partner') return typed;
  const { departmentIds: _, ...changes } = typed.changes;
  return { ...typed, changes };
}
