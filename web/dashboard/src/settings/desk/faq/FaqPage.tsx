import { useState } from 'react';
import { FormPage } from '../../form/FormPage.tsx';
import { ChoiceField, NumberField, SwitchField, TextAreaField, TextField } from '../../form/fields.tsx';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { useSearch } from '../../list/useSearch.ts';
import { useObject, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import styles from '../Desk.module.css';
import { LinesField } from '../LinesField.tsx';
import { Off } from '../Off.tsx';
import { type FaqEntry, type Stored, TEXT_LANGUAGES, type TextLanguage } from '../objects.ts';
import { TransferButtons } from '../transfer/TransferButtons.tsx';
import { useObjectForm } from '../useObjectForm.ts';
import { entries } from './entries.ts';
import { useUse } from './useUse.ts';

const PAGE = 'faq';
type Values = Omit<FaqEntry, keyof Stored | 'displayOrder'> & { displayOrder: number | null };

export default function FaqPage({ item }: { item: string | null }) {
  if (item === null) return <FaqList />;
  return item === 'new' ? <FaqForm entry={null} /> : <OneEntry id={item} />;
}

function FaqList() {
  const { desk } = useWords();
  const words = desk.faq;
  const search = useSearch();
  const [language, setLanguage] = useState<TextLanguage | ''>('');
  const use = useUse();
  const list = useObjects(entries, { all: 'true', q: search.settled, language: language || undefined });
  return (
    <ListPage
      title={desk.pages.faq}
      lead={desk.leads.faq}
      list={list}
      search={{ ...search, label: words.search }}
      isFiltered={language !== ''}
      filters={
        <select
          aria-label={words.language}
          value={language}
          onChange={(event) => setLanguage(event.target.value as TextLanguage | '')}
        >
          <option value="">{desk.anyLanguage}</option>
          {TEXT_LANGUAGES.map((id) => (
            <option key={id} value={id}>
              {desk.languages[id]}
            </option>
          ))}
        </select>
      }
      actions={<TransferButtons path={entries.path} what={desk.pages.faq} />}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={(entry) => (
        <ListRow
          page={PAGE}
          item={entry.id}
          title={entry.question}
          detail={entry.answer}
          end={
            <>
              <Off active={entry.active} />
              {use(entry.slug).map((text) => (
                <span key={text}>{text}</span>
              ))}
              <bdi>{entry.slug}</bdi>
              <span>{desk.languages[entry.language] ?? entry.language}</span>
            </>
          }
        />
      )}
    />
  );
}

function OneEntry({ id }: { id: string }) {
  return <Loaded query={useObject(entries, id)}>{(entry) => <FaqForm entry={entry} />}</Loaded>;
}

function FaqForm({ entry }: { entry: FaqEntry | null }) {
  const { desk, frame } = useWords();
  const words = desk.faq;
  const form = useObjectForm<FaqEntry, Values>({
    resource: entries,
    page: PAGE,
    object: entry,
    fields: fieldsOf(entry),
    check: ({ slug, question, answer, displayOrder }) => ({
      slug: /^[a-z0-9][a-z0-9-]*$/.test(slug) ? null : slug === '' ? frame.required : words.slugHint,
      question: question.trim() === '' ? frame.required : null,
      answer: answer.trim() === '' ? frame.required : null,
      displayOrder: displayOrder === null ? frame.number : null,
    }),
  });
  const { language } = form.values;
  return (
    <FormPage
      title={entry?.question ?? words.new}
      backTo={PAGE}
      form={form}
      actions={
        entry && (
          <DeleteButton resource={entries} page={PAGE} object={entry} name={entry.question} form={form} />
        )
      }
    >
      <div className={styles.pair}>
        <ChoiceField
          {...form.field('language')}
          label={words.language}
          options={TEXT_LANGUAGES.map((id) => ({ id, name: desk.languages[id] }))}
        />
        <TextField {...form.field('slug')} label={words.slug} hint={words.slugHint} dir="ltr" />
      </div>
      <TextField {...form.field('question')} label={words.question} lang={language} />
      <LinesField
        {...form.field('phrasings')}
        label={words.phrasings}
        hint={words.phrasingsHint}
        lang={language}
      />
      <TextAreaField {...form.field('answer')} label={words.answer} rows={6} lang={language} />
      <NumberField {...form.field('displayOrder')} label={desk.order} hint={desk.orderHint} />
      <SwitchField {...form.field('active')} label={desk.active} />
    </FormPage>
  );
}

function fieldsOf(entry: FaqEntry | null): Values {
  const {
    slug = '',
    language = 'en',
    question = '',
    phrasings = [],
    answer = '',
    active = true,
  } = entry ?? {};
  return { slug, language, question, phrasings, answer, displayOrder: entry?.displayOrder ?? 0, active };
}
