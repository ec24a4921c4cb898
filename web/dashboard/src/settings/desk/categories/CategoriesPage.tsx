import { FormPage } from '../../form/FormPage.tsx';
import { NumberField, SwitchField, TextField } from '../../form/fields.tsx';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { resource, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import styles from '../Desk.module.css';
import { LinesField } from '../LinesField.tsx';
import { Off } from '../Off.tsx';
import type { Category, Stored } from '../objects.ts';
import { useObjectForm } from '../useObjectForm.ts';
import { useOneOfAll } from '../useOneOfAll.ts';
import { CATEGORIES, useCategoryName } from './useCategories.ts';

const PAGE = 'categories';
const EVERY = { all: 'true' };
type Values = Omit<Category, keyof Stored | 'displayOrder'> & { displayOrder: number | null };

const categories = resource<Category>(CATEGORIES);

export default function CategoriesPage({ item }: { item: string | null }) {
  if (item === null) return <CategoryList />;
  return item === 'new' ? <CategoryForm category={null} /> : <OneCategory id={item} />;
}

function CategoryList() {
  const { desk } = useWords();
  const words = desk.category;
  const list = useObjects(categories, EVERY);
  const nameOf = useCategoryName();
  return (
    <ListPage
      title={desk.pages.categories}
      lead={desk.leads.categories}
      list={list}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={(category) => (
        <ListRow
          page={PAGE}
          item={category.id}
          title={nameOf(category.slug)}
          detail={category.keywords.join(', ') || undefined}
          end={
            <>
              <Off active={category.active} />
              <bdi>{category.slug}</bdi>
            </>
          }
        />
      )}
    />
  );
}

function OneCategory({ id }: { id: string }) {
  const query = useOneOfAll(categories, id, EVERY);
  return <Loaded query={query}>{(category) => <CategoryForm category={category} />}</Loaded>;
}

function CategoryForm({ category }: { category: Category | null }) {
  const { desk, frame } = useWords();
  const words = desk.category;
  const nameOf = useCategoryName();
  const form = useObjectForm<Category, Values>({
    resource: categories,
    page: PAGE,
    object: category,
    fields: fieldsOf(category),
    check: ({ slug, nameEn, nameUr, displayOrder }) => ({
      slug: /^[a-z][a-z0-9_-]*$/.test(slug) ? null : slug === '' ? frame.required : words.slugHint,
      nameEn: nameEn.trim() === '' ? frame.required : null,
      nameUr: nameUr.trim() === '' ? frame.required : null,
      displayOrder: displayOrder === null ? frame.number : null,
    }),
  });
  return (
    <FormPage
      title={category === null ? words.new : nameOf(category.slug)}
      backTo={PAGE}
      form={form}
      actions={
        category && (
          <DeleteButton
            resource={categories}
            page={PAGE}
            object={category}
            name={nameOf(category.slug)}
            body={words.deleteBody}
            form={form}
          />
        )
      }
    >
      <TextField
        {...form.field('slug')}
        label={words.slug}
        hint={words.slugHint}
        dir="ltr"
        isDisabled={category !== null}
      />
      <div className={styles.pair}>
        <TextField
          {...form.field('nameEn')}
          label={desk.inLanguage(words.name, desk.languages.en)}
          lang="en"
          dir="ltr"
        />
        <TextField
          {...form.field('nameUr')}
          label={desk.inLanguage(words.name, desk.languages.ur)}
          lang="ur"
          dir="rtl"
        />
      </div>
      <LinesField {...form.field('keywords')} label={words.keywords} hint={words.keywordsHint} />
      <NumberField {...form.field('displayOrder')} label={desk.order} hint={desk.orderHint} />
      <SwitchField {...form.field('active')} label={desk.active} />
    </FormPage>
  );
}

function fieldsOf(category: Category | null): Values {
  const { slug = '', nameEn = '', nameUr = '', keywords = [], active = true } = category ?? {};
  return { slug, nameEn, nameUr, keywords, displayOrder: category?.displayOrder ?? 0, active };
}
