import { useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { FormPage } from '../form/FormPage.tsx';
import { isSame } from '../form/formState.ts';
import type { Form } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { Group } from '../site/Group.tsx';
import { useWords } from '../words.ts';
import { BothValues } from './BothValues.tsx';
import { nameOf, sectionText } from './format.ts';
import styles from './General.module.css';
import { SettingField } from './SettingField.tsx';
import { fieldOf, type Setting, type Settings, type SettingValues, sectionsOf } from './setting.ts';
import { useSettings, useSettingsForm } from './useSettings.ts';

export default function GeneralPage() {
  return <Loaded query={useSettings()}>{(settings) => <General settings={settings} />}</Loaded>;
}

function General({ settings }: { settings: Settings }) {
  const { general } = useWords();
  const form = useSettingsForm(settings, settings.items);
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
