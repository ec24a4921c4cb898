import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../../desk/toasts.ts';
import { LANGUAGES } from '../../../language/language.ts';
import { Button } from '../../../ui/Button.tsx';
import chip from '../../../ui/Chip.module.css';
import { Notice } from '../../../ui/Notice.tsx';
import { FormBody } from '../../form/FormPage.tsx';
import { TextAreaField } from '../../form/fields.tsx';
import { useForm } from '../../form/useForm.ts';
import { Loaded } from '../../Loaded.tsx';
import lists from '../../list/ListPage.module.css';
import { ListRow } from '../../list/ListRow.tsx';
import { PageHeading } from '../../PageHeading.tsx';
import { request } from '../../request.ts';
import { useWords } from '../../words.ts';
import styles from '../Desk.module.css';
import { readAll } from '../lists.ts';
import {
  addressOf,
  currentText,
  GROUPS,
  groupOf,
  isChanged,
  pairsOf,
  type TextPair,
  type TextTemplate,
  unknownPlaceholder,
} from './templates.ts';
import { nameOfText } from './textNames.ts';

const PAGE = 'texts';
const PATH = '/text-templates';
const KEY = [PATH, 'all'];

export default function TextsPage({ item }: { item: string | null }) {
  const query = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => pairsOf(await readAll<TextTemplate>(PATH, signal)),
    staleTime: 0,
  });
  return (
    <Loaded query={query}>
      {(pairs) => (item === null ? <TextList pairs={pairs} /> : <OneText pairs={pairs} address={item} />)}
    </Loaded>
  );
}

function TextList({ pairs }: { pairs: readonly TextPair[] }) {
  const { desk, frame } = useWords();
  const words = desk.text;
  const [search, setSearch] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const wanted = search.trim().toLocaleLowerCase();
  const found = pairs.filter((pair) => {
    const texts = [nameOfText(pair.key, words.names), pair.key, currentText(pair.en), currentText(pair.ur)];
    const isFound = texts.some((text) => text.toLocaleLowerCase().includes(wanted));
    return isFound && (!onlyChanged || isChanged(pair));
  });
  return (
    <article className={lists.page}>
      <PageHeading title={desk.pages.texts} lead={desk.leads.texts} />
      <search className={lists.tools}>
        <div className={lists.search}>
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            dir={search === '' ? undefined : 'auto'}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.target.checked)}
          />
          {words.onlyChanged}
        </label>
      </search>
      {found.length === 0 && <Notice title={frame.nothingFound} hint={frame.nothingFoundHint} />}
      {GROUPS.map((group) => (
        <TextGroup
          key={group}
          title={words.groups[group]}
          pairs={found.filter(({ key }) => groupOf(key) === group)}
        />
      ))}
    </article>
  );
}

function TextGroup({ title, pairs }: { title: string; pairs: readonly TextPair[] }) {
  const { text: words } = useWords().desk;
  if (pairs.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      <ul className={lists.rows} aria-label={title}>
        {pairs.map((pair) => (
          <li key={pair.key}>
            <ListRow
              page={PAGE}
              item={addressOf(pair.key)}
              title={nameOfText(pair.key, words.names)}
              detail={<Both pair={pair} />}
              end={isChanged(pair) && <span className={`${chip.chip} ${chip.accent}`}>{words.changed}</span>}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Both({ pair: { en, ur } }: { pair: TextPair }) {
  return (
    <span className={styles.both}>
      <span lang="en" dir="ltr">
        {currentText(en)}
      </span>
      <span lang="ur" dir="rtl">
        {currentText(ur)}
      </span>
    </span>
  );
}

function OneText({ pairs, address }: { pairs: readonly TextPair[]; address: string }) {
  const { frame } = useWords();
  const pair = pairs.find(({ key }) => addressOf(key) === address);
  return pair === undefined ? <Notice title={frame.notFound} /> : <TextForm pair={pair} />;
}

function TextForm({ pair }: { pair: TextPair }) {
  const { text: words } = useWords().desk;
  return (
    <article className={lists.page}>
      <PageHeading
        title={nameOfText(pair.key, words.names)}
        lead={<Placeholders parameters={pair.parameters} />}
        backTo={PAGE}
      />
      <div className={styles.pair}>
        <OneLanguage template={pair.en} />
        <OneLanguage template={pair.ur} />
      </div>
    </article>
  );
}

function Placeholders({ parameters }: { parameters: readonly string[] }) {
  const { text: words } = useWords().desk;
  if (parameters.length === 0) return words.noPlaceholders;
  return (
    <span className={styles.chips}>
      {words.placeholders}
      {parameters.map((parameter) => (
        <code key={parameter} dir="ltr">{`{${parameter}}`}</code>
      ))}
    </span>
  );
}

/** A form of its own: each language has its own version. */
function OneLanguage({ template }: { template: TextTemplate }) {
  const { desk, frame } = useWords();
  const words = desk.text;
  const { id, language, shipped, parameters } = template;
  const direction = LANGUAGES[language].direction;
  const queries = useQueryClient();
  const reload = () => queries.refetchQueries({ queryKey: KEY });
  const form = useForm({
    stored: { text: currentText(template) },
    version: template.version,
    check: ({ text }) => {
      const unknown = unknownPlaceholder(text, parameters);
      if (text.trim() === '') return { text: words.blank };
      return { text: unknown === null ? null : words.unknownPlaceholder(unknown) };
    },
    save: ({ values: { text }, expectedVersion }) =>
      // The shipped text again is no text of one's own.
      text === shipped
        ? request('DELETE', `${PATH}/${encodeURIComponent(id)}`)
        : request('PUT', `${PATH}/${encodeURIComponent(id)}`, { body: { text, expectedVersion } }),
    onSaved: () => {
      toast(frame.saved);
      void reload();
    },
    reload,
  });
  const isOwn = shipped !== null && form.values.text !== shipped;
  return (
    <FormBody form={form}>
      <TextAreaField
        {...form.field('text')}
        label={desk.languages[language]}
        lang={language}
        dir={direction}
        rows={5}
      />
      {isOwn && (
        <div className={styles.shipped}>
          <p className={styles.hint}>{words.shipped}</p>
          <blockquote lang={language} dir={direction}>
            {shipped}
          </blockquote>
          <Button
            aria-label={desk.inLanguage(words.backToShipped, desk.languages[language])}
            onPress={() => form.set('text', shipped)}
          >
            {words.backToShipped}
          </Button>
        </div>
      )}
    </FormBody>
  );
}
