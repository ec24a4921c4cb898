import { useQueryClient } from '@tanstack/react-query';
import { toast } from '../../desk/toasts.ts';
import { LANGUAGES, type Language, setLanguage, useStrings } from '../../language/language.ts';
import { amendAccount } from '../../session/session.ts';
import { FormPage } from '../form/FormPage.tsx';
import { ChoiceField, TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { request } from '../request.ts';
import { ME, type Me, useMe } from '../useMe.ts';
import { useWords } from '../words.ts';
import { AVATAR_COLOURS } from './accounts.ts';
import { SwatchField } from './SwatchField.tsx';

export default function Profile() {
  return <Loaded query={useMe()}>{(me) => <ProfileForm me={me} />}</Loaded>;
}

function ProfileForm({ me }: { me: Me }) {
  const { frame, people } = useWords();
  const { roles } = useStrings();
  const words = people.profile;
  const isPartner = me.role === 'partner';
  const queries = useQueryClient();
  const form = useForm({
    stored: { name: me.name, avatarColor: me.avatarColor ?? '', language: languageOf(me.language) },
    check: ({ name }) => ({ name: name.trim() === '' ? frame.required : null }),
    save: ({ changes }) => request<Me>('PATCH', '/me', { body: changes }),
    onSaved: (saved) => {
      const { name, avatarColor, language } = saved as Me;
      queries.setQueryData<Me>(ME, (before) => before && { ...before, name, avatarColor, language });
      amendAccount({ name, avatarColor, language });
      if (language !== me.language && language !== null && language in LANGUAGES)
        void setLanguage(language as Language);
      toast(frame.saved);
    },
  });

  return (
    <FormPage title={words.title} lead={isPartner ? words.partnerLead : words.lead} form={form}>
      <TextField
        label={words.name}
        hint={isPartner ? words.partnerNameHint : words.nameHint}
        autoComplete="name"
        dir="auto"
        {...form.field('name')}
      />
      <TextField
        label={words.email}
        hint={words.emailHint}
        type="email"
        isDisabled
        name="email"
        value={me.email}
        onChange={() => undefined}
        error={null}
      />
      <SwatchField
        label={words.colour}
        options={Object.entries(AVATAR_COLOURS).map(([id, colour]) => ({
          colour,
          name: words.colours[id as keyof typeof AVATAR_COLOURS],
        }))}
        {...form.field('avatarColor')}
      />
      <ChoiceField
        label={words.language}
        options={[
          ...(form.values.language === '' ? [{ id: '', name: words.languageUnset }] : []),
          ...Object.entries(LANGUAGES).map(([id, { name }]) => ({ id, name })),
        ]}
        {...form.field('language')}
      />
      <p>
        {words.role}: {roles[me.role]}
      </p>
    </FormPage>
  );
}

function languageOf(stored: string | null): string {
  const tag = stored?.slice(0, 2) ?? '';
  return tag in LANGUAGES ? tag : '';
}
