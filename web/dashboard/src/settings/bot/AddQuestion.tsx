import { Sheet } from '../../ui/Sheet.tsx';
import { entries } from '../desk/faq/entries.ts';
import { LinesField } from '../desk/LinesField.tsx';
import { FormBody } from '../form/FormPage.tsx';
import { TextAreaField, TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { phrasingsOf, slugFrom, textLanguageOf, type Unanswered } from './questions.ts';

export interface AddProps {
  group: Unanswered;
  isOpen: boolean;
  onOpenChange: () => void;
  onAdded: () => void;
}

/** A new frequent question made of what customers asked. */
export function AddQuestion({ group, isOpen, onOpenChange, onAdded }: AddProps) {
  const { bot, desk, frame } = useWords();
  const create = useSaveObject(entries, null);
  const language = textLanguageOf(group.language);
  const form = useForm({
    stored: {
      question: group.question,
      slug: slugFrom(group.question),
      phrasings: phrasingsOf(group).slice(1),
      answer: '',
    },
    isNew: true,
    check: ({ question, slug, answer }) => ({
      question: question.trim() === '' ? frame.required : null,
      slug: /^[a-z0-9][a-z0-9-]*$/.test(slug) ? null : desk.faq.slugHint,
      answer: answer.trim() === '' ? frame.required : null,
    }),
    save: ({ values }) => create({ changes: { ...values, language }, expectedVersion: undefined }),
    onSaved: () => {
      onOpenChange();
      onAdded();
    },
  });
  return (
    <Sheet title={bot.unanswered.addQuestion} isOpen={isOpen} onOpenChange={onOpenChange}>
      <FormBody form={form}>
        <TextField {...form.field('question')} label={desk.faq.question} lang={language} />
        <LinesField
          {...form.field('phrasings')}
          label={desk.faq.phrasings}
          hint={desk.faq.phrasingsHint}
          lang={language}
        />
        <TextAreaField {...form.field('answer')} label={desk.faq.answer} rows={4} lang={language} />
        <TextField {...form.field('slug')} label={desk.faq.slug} hint={desk.faq.slugHint} dir="ltr" />
      </FormBody>
    </Sheet>
  );
}
