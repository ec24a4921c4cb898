import { useQuery } from '@tanstack/react-query';
import { Sheet } from '../../ui/Sheet.tsx';
import { entries } from '../desk/faq/entries.ts';
import { LinesField } from '../desk/LinesField.tsx';
import { readAll } from '../desk/lists.ts';
import type { FaqEntry } from '../desk/objects.ts';
import { FormBody } from '../form/FormPage.tsx';
import { ChoiceField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { request } from '../request.ts';
import { useWords } from '../words.ts';
import type { AddProps } from './AddQuestion.tsx';
import { phrasingsOf } from './questions.ts';

/** More ways to ask one of the frequent questions. */
export function AddPhrasing(props: AddProps) {
  const { bot } = useWords();
  const query = useQuery({
    queryKey: [entries.path, 'all'],
    queryFn: ({ signal }) => readAll<FaqEntry>(entries.path, signal, { all: 'true' }),
    staleTime: 0,
  });
  return (
    <Sheet title={bot.unanswered.addPhrasing} isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <Loaded query={query}>{(all) => <PhrasingForm all={all} {...props} />}</Loaded>
    </Sheet>
  );
}

function PhrasingForm({ all, group, onOpenChange, onAdded }: AddProps & { all: FaqEntry[] }) {
  const { bot, desk, frame } = useWords();
  const form = useForm({
    stored: {
      entry: all.find(({ id }) => id === group.nearest?.entry.id)?.id ?? '',
      phrasings: phrasingsOf(group),
    },
    isNew: true,
    check: ({ entry, phrasings }) => ({
      entry: entry === '' ? frame.required : null,
      phrasings: phrasings.length === 0 ? frame.required : null,
    }),
    save: async ({ values }) => {
      const entry = all.find(({ id }) => id === values.entry);
      const phrasings = [...new Set([...(entry?.phrasings ?? []), ...values.phrasings])];
      const body = { phrasings, expectedVersion: entry?.version };
      return request('PATCH', `${entries.path}/${encodeURIComponent(values.entry)}`, { body });
    },
    onSaved: () => {
      onOpenChange();
      onAdded();
    },
  });
  return (
    <FormBody form={form} submitLabel={frame.save}>
      <ChoiceField
        {...form.field('entry')}
        label={bot.unanswered.entry}
        options={[{ id: '', name: frame.none }, ...all.map(({ id, question }) => ({ id, name: question }))]}
      />
      <LinesField {...form.field('phrasings')} label={desk.faq.phrasings} hint={desk.faq.phrasingsHint} />
    </FormBody>
  );
}
