import { FormPage } from '../../form/FormPage.tsx';
import { ChoiceField, SwitchField, TextAreaField } from '../../form/fields.tsx';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { useSearch } from '../../list/useSearch.ts';
import { resource, useObject, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { useCategories, useCategoryName } from '../categories/useCategories.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import styles from '../Desk.module.css';
import { LinesField } from '../LinesField.tsx';
import { Off } from '../Off.tsx';
import type { ReplyTemplate } from '../objects.ts';
import { TransferButtons } from '../transfer/TransferButtons.tsx';
import { useObjectForm } from '../useObjectForm.ts';

const PAGE = 'templates';
const templates = resource<ReplyTemplate>('/reply-templates');

export default function TemplatesPage({ item }: { item: string | null }) {
  if (item === null) return <TemplateList />;
  return item === 'new' ? <TemplateForm template={null} /> : <OneTemplate id={item} />;
}

function TemplateList() {
  const { desk } = useWords();
  const words = desk.template;
  const search = useSearch();
  const list = useObjects(templates, { q: search.settled });
  const nameOf = useCategoryName();
  return (
    <ListPage
      title={desk.pages.templates}
      lead={desk.leads.templates}
      list={list}
      search={{ ...search, label: words.search }}
      actions={<TransferButtons path={templates.path} what={desk.pages.templates} />}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={(template) => (
        <ListRow
          page={PAGE}
          item={template.id}
          title={template.keywords.join(', ') || template.replyEn}
          detail={template.replyEn}
          end={
            <>
              <Off active={template.active} />
              <bdi>{nameOf(template.category)}</bdi>
            </>
          }
        />
      )}
    />
  );
}

function OneTemplate({ id }: { id: string }) {
  return <Loaded query={useObject(templates, id)}>{(it) => <TemplateForm template={it} />}</Loaded>;
}

function TemplateForm({ template }: { template: ReplyTemplate | null }) {
  const { desk, frame } = useWords();
  const words = desk.template;
  const categories = useCategories();
  const nameOf = useCategoryName();
  const form = useObjectForm({
    resource: templates,
    page: PAGE,
    object: template,
    fields: fieldsOf(template),
    check: ({ category, replyEn, replyUr }) => ({
      category: category === '' ? frame.required : null,
      replyEn: replyEn.trim() === '' ? frame.required : null,
      replyUr: replyUr.trim() === '' ? frame.required : null,
    }),
  });
  return (
    <FormPage
      title={template === null ? words.new : template.keywords[0] || nameOf(template.category)}
      backTo={PAGE}
      form={form}
      actions={
        template && (
          <DeleteButton
            resource={templates}
            page={PAGE}
            object={template}
            name={template.keywords[0] || nameOf(template.category)}
            form={form}
          />
        )
      }
    >
      <ChoiceField
        {...form.field('category')}
        label={words.category}
        options={[
          { id: '', name: frame.none },
          ...categories.map(({ slug }) => ({ id: slug, name: nameOf(slug) })),
        ]}
      />
      <LinesField {...form.field('keywords')} label={words.keywords} hint={words.keywordsHint} />
      <div className={styles.pair}>
        <TextAreaField
          {...form.field('replyEn')}
          label={desk.inLanguage(words.reply, desk.languages.en)}
          rows={6}
          lang="en"
          dir="ltr"
        />
        <TextAreaField
          {...form.field('replyUr')}
          label={desk.inLanguage(words.reply, desk.languages.ur)}
          rows={6}
          lang="ur"
          dir="rtl"
        />
      </div>
      <SwitchField {...form.field('active')} label={desk.active} />
    </FormPage>
  );
}

function fieldsOf(template: ReplyTemplate | null) {
  const { category = '', keywords = [], replyEn = '', replyUr = '', active = true } = template ?? {};
  return { category, keywords, replyEn, replyUr, active };
}
