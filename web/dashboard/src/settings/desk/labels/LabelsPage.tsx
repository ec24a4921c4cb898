import { LabelChip } from '../../../conversation/LabelChip.tsx';
import { useLanguage } from '../../../language/language.ts';
import { inkOn } from '../../../ui/contrast.ts';
import { FormPage } from '../../form/FormPage.tsx';
import { ColourField, TextField } from '../../form/fields.tsx';
import { isColour } from '../../form/fieldValues.ts';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { useSearch } from '../../list/useSearch.ts';
import { resource, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import styles from '../Desk.module.css';
import type { Label } from '../objects.ts';
import { useObjectForm } from '../useObjectForm.ts';
import { useOneOfAll } from '../useOneOfAll.ts';

const PAGE = 'labels';
const labels = resource<Label>('/labels');
const BLANK = { name: '', color: '#0c6872' };

export default function LabelsPage({ item }: { item: string | null }) {
  if (item === null) return <LabelList />;
  return item === 'new' ? <LabelForm label={null} /> : <OneLabel id={item} />;
}

function LabelList() {
  const { desk } = useWords();
  const words = desk.label;
  const search = useSearch();
  const list = useObjects(labels, { q: search.settled });
  return (
    <ListPage
      title={desk.pages.labels}
      lead={desk.leads.labels}
      list={list}
      search={{ ...search, label: words.search }}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={({ id, name, color }) => (
        <ListRow page={PAGE} item={id} title={name} end={<LabelChip name={name} color={color} />} />
      )}
    />
  );
}

function OneLabel({ id }: { id: string }) {
  return <Loaded query={useOneOfAll(labels, id)}>{(label) => <LabelForm label={label} />}</Loaded>;
}

function LabelForm({ label }: { label: Label | null }) {
  const { desk, frame } = useWords();
  const words = desk.label;
  const form = useObjectForm({
    resource: labels,
    page: PAGE,
    object: label,
    fields: label === null ? BLANK : { name: label.name, color: label.color },
    check: ({ name, color }) => ({
      name: name.trim() === '' ? frame.required : null,
      color: isColour(color) ? null : frame.colour,
    }),
  });
  const { name, color } = form.values;
  return (
    <FormPage
      title={label?.name ?? words.new}
      backTo={PAGE}
      form={form}
      actions={
        label && (
          <DeleteButton
            resource={labels}
            page={PAGE}
            object={label}
            name={label.name}
            body={words.deleteBody}
            form={form}
          />
        )
      }
    >
      <TextField {...form.field('name')} label={words.name} />
      <ColourField {...form.field('color')} label={words.color} />
      {isColour(color) && <Contrast name={name.trim() || words.preview} color={color} />}
    </FormPage>
  );
}

/** As it will look, and how well that can be read. */
function Contrast({ name, color }: { name: string; color: string }) {
  const { label: words } = useWords().desk;
  const ratio = new Intl.NumberFormat(useLanguage(), { maximumFractionDigits: 1 });
  return (
    <p className={styles.preview} role="status">
      <LabelChip name={name} color={color} />
      <span>
        {words.contrast(ratio.format(inkOn(color).ratio))} · {words.readable}
      </span>
    </p>
  );
}
