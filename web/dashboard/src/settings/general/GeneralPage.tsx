import { Refusal } from '@switchboard/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../desk/toasts.ts';
import { useLanguage } from '../../language/language.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FormPage } from '../form/FormPage.tsx';
import { isSame } from '../form/formState.ts';
import { type Form, useForm } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { request } from '../request.ts';
import { Group } from '../site/Group.tsx';
import { useWords } from '../words.ts';
import { BothValues } from './BothValues.tsx';
import { nameOf, sectionText, valueText } from './format.ts';
import styles from './General.module.css';
import { SettingField } from './SettingField.tsx';
import {
  fieldOf,
  isOutOfRange,
  patchOf,
  type Setting,
  type Settings,
  type SettingValues,
  sectionsOf,
  valuesOf,
} from './setting.ts';

const SETTINGS = ['settings'] as const;

export default function GeneralPage() {
  const query = useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => request<Settings>('GET', '/settings', { signal }),
    staleTime: 0,
  });
  return <Loaded query={query}>{(settings) => <General settings={settings} />}</Loaded>;
}

function General({ settings }: { settings: Settings }) {
  const { general, frame } = useWords();
  const queries = useQueryClient();
  const check = useCheck(settings.items);
  const form = useForm<SettingValues>({
    stored: valuesOf(settings.items),
    version: settings.version,
    check,
    save: ({ values, expectedVersion }) => save(patchOf(settings.items, values), expectedVersion),
    reload: () => queries.refetchQueries({ queryKey: SETTINGS }),
    onSaved: (saved) => {
      queries.setQueryData(SETTINGS, saved);
      toast(frame.saved);
    },
  });
  return (
    <FormPage
      title={general.title}
      lead={general.lead}
      form={form}
      conflict={form.isConflict && <BothValues seen={settings.items} values={form.values} />}
    >
      <Sections items={settings.items} form={form} />
    </FormPage>
  );
}

function Sections({ items, form }: { items: readonly Setting[]; form: Form<SettingValues> }) {
  const words = useWords();
  const { general } = words;
  const [search, setSearch] = useState('');
  const [isOnlyChanged, setOnlyChanged] = useState(false);
  const wanted = search.trim().toLocaleLowerCase();
  const isShown = (item: Setting) => {
    const { name, hint } = nameOf(item, words);
    const texts = [name, hint ?? item.description, item.key, item.variable ?? ''];
    return (
      (wanted === '' || texts.some((text) => text.toLocaleLowerCase().includes(wanted))) &&
      (!isOnlyChanged || !isSame(form.values[fieldOf(item.key)], item.default))
    );
  };
  const shown = items.filter(isShown);
  return (
    <>
      <search className={styles.tools}>
        <input
          type="search"
          aria-label={words.frame.search}
          placeholder={words.frame.search}
          dir={search === '' ? undefined : 'auto'}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={isOnlyChanged}
            onChange={(event) => setOnlyChanged(event.target.checked)}
          />
          {general.onlyChanged}
        </label>
      </search>
      {shown.length === 0 && (
        <Notice
          title={items.length === 0 ? general.none : words.frame.nothingFound}
          hint={items.length === 0 ? '' : words.frame.nothingFoundHint}
        />
      )}
      {sectionsOf(shown).map(({ section, items: inside }) => (
        <Group key={section} title={sectionText(section, words)}>
          {inside.map((item) => (
            <SettingField key={item.key} item={item} {...form.field(fieldOf(item.key))} />
          ))}
        </Group>
      ))}
    </>
  );
}

/** The server says the same; here it is said before anything is sent. */
function useCheck(items: readonly Setting[]) {
  const words = useWords();
  const language = useLanguage();
  return (values: SettingValues) =>
    Object.fromEntries(
      items.map((item) => {
        const field = fieldOf(item.key);
        const text = (value: number | null) => valueText(item, value, words, language);
        return [
          field,
          isOutOfRange(item, values[field] ?? null)
            ? words.general.outOfRange(text(item.least), text(item.most))
            : null,
        ];
      }),
    );
}

/** Refusals name settings by their keys; the form knows them by its fields. */
async function save(values: object, expectedVersion: number | undefined): Promise<Settings> {
  try {
    return await request<Settings>('PATCH', '/settings', { body: { values, expectedVersion } });
  } catch (thrown) {
    const refusal = Refusal.from(thrown);
    const errors = refusal.errors.map((error) => ({
      ...error,
      field: fieldOf(error.field.replace(/^values\./, '')),
    }));
    throw new Refusal({ ...refusal.facts, errors });
  }
}
