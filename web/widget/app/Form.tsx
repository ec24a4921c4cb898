import { useEffect, useState } from 'preact/hooks';
import { type Profile, useChat } from './context.ts';

const FIELDS = [
  ['name', 'text', 100],
  ['email', 'email', 254],
  ['phone', 'tel', 40],
] as const;

interface Category {
  slug: string;
  nameEn: string;
  nameUr: string;
}

/** Who the visitor is, as far as the site asks. */
export function Form({ onDone }: { onDone: (category: string) => void }) {
  const { chat, settings, words, tell } = useChat();
  const [failure, setFailure] = useState('');
  const [categories, setCategories] = useState<Category[]>([]);
  const fields = settings.site?.fields;
  const asked = fields?.category !== 'off';
  useEffect(() => {
    if (asked)
      void chat
        .request<{ items: Category[] }>('GET', '/categories')
        .then(({ items }) => setCategories(items))
        .catch(() => undefined);
  }, []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const profile: Profile = {};
    for (const [name] of FIELDS) {
      const value = `${given.get(name) ?? ''}`.trim();
      if (value) profile[name] = value;
    }
    try {
      if (Object.keys(profile).length > 0) await tell(profile);
      onDone(`${given.get('category') ?? ''}`);
    } catch {
      setFailure(words.formFailed);
    }
  };
  const label = (name: keyof typeof words.form) =>
    fields?.[name] === 'optional' ? `${words.form[name]} ${words.optional}` : words.form[name];
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      {FIELDS.filter(([name]) => fields?.[name] !== 'off').map(([name, type, maxLength]) => (
        <label key={name}>
          {label(name)}
          <input
            name={name}
            type={type as 'text'}
            maxLength={maxLength}
            autocomplete={name === 'phone' ? 'tel' : name}
            dir="auto"
            pattern={name === 'email' ? undefined : '.*\\S.*'}
            required={fields?.[name] === 'required'}
          />
        </label>
      ))}
      {asked && categories.length > 0 && (
        <label>
          {label('category')}
          <select name="category" required={fields?.category === 'required'}>
            <option value="" />
            {categories.map(({ slug, nameEn, nameUr }) => (
              <option key={slug} value={slug}>
                {settings.language === 'ur' ? nameUr : nameEn}
              </option>
            ))}
          </select>
        </label>
      )}
      {failure && <p role="alert">{failure}</p>}
      <button type="submit" class="primary">
        {words.go}
      </button>
    </form>
  );
}
