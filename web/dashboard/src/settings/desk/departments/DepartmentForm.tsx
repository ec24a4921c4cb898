import { toastFailure } from '../../../desk/toasts.ts';
import { conflictText } from '../../../language/conflictText.ts';
import { useStrings } from '../../../language/language.ts';
import { FormPage } from '../../form/FormPage.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../form/fields.tsx';
import type { Save } from '../../form/useForm.ts';
import { useWords } from '../../words.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import desk from '../Desk.module.css';
import { type BusinessHours, faultsOf } from '../hours.ts';
import type { Department } from '../objects.ts';
import { isTimeZone } from '../timeZones.ts';
import { useObjectForm } from '../useObjectForm.ts';
import { departments, PAGE } from './departments.ts';
import { HoursField } from './HoursField.tsx';
import { MembersField } from './MembersField.tsx';
import { TargetsField } from './TargetsField.tsx';
import { areAccepted, rowsOf, type TargetRow, type Targets } from './targets.ts';
import { useReloadTargets, useSaveTargets } from './useTargets.ts';

interface Values {
  name: string;
  routing: Department['routing'];
  memberIds: string[];
  businessHours: BusinessHours | null;
  offlineText: { en: string; ur: string };
  targets: TargetRow[];
  /** Not to be changed: the version of the targets that the person saw. */
  targetsVersion: number;
}

const ROUTINGS = ['automatic', 'manual'] as const;

interface Props {
  department: Department | null;
  targets: Targets;
}

export function DepartmentForm({ department, targets }: Props) {
  const { desk: words, frame } = useWords();
  const own = words.department;
  const form = useObjectForm<Department, Values>({
    resource: departments,
    page: PAGE,
    object: department,
    fields: fieldsOf(department, targets),
    check: ({ name, businessHours, targets: rows }) => ({
      name: name.trim() === '' ? frame.required : null,
      businessHours: hoursFault(businessHours, own),
      targets: areAccepted(rows) ? null : own.minutesFault,
    }),
    save: useSave(department),
    reloadMore: useReloadTargets(),
  });
  return (
    <FormPage
      title={department?.name ?? own.new}
      backTo={PAGE}
      form={form}
      actions={
        department && (
          <DeleteButton
            resource={departments}
            page={PAGE}
            object={department}
            name={department.name}
            body={own.deleteBody}
            form={form}
          />
        )
      }
    >
      <TextField {...form.field('name')} label={own.name} />
      <ChoiceField
        {...form.field('routing')}
        label={own.routing}
        hint={own.routingHints[form.values.routing]}
        options={ROUTINGS.map((id) => ({ id, name: own.routings[id] }))}
      />
      <MembersField {...form.field('memberIds')} />
      <section className={desk.section}>
        <h2>{own.hours}</h2>
        <HoursField {...form.field('businessHours')} errorAt={form.errorAt} />
      </section>
      <section className={desk.section}>
        <h2>{own.offline}</h2>
        <p className={desk.hint}>{own.offlineHint}</p>
        <OfflineText form={form} />
      </section>
      <section className={desk.section}>
        <h2>{own.targets}</h2>
        <TargetsField {...form.field('targets')} hint={own.targetsHint} />
      </section>
    </FormPage>
  );
}

function OfflineText({
  form,
}: {
  form: Pick<ReturnType<typeof useObjectForm<Department, Values>>, 'values' | 'set' | 'errorAt'>;
}) {
  const { desk: words } = useWords();
  const { offlineText } = form.values;
  return (
    <div className={desk.pair}>
      {(['en', 'ur'] as const).map((language) => (
        <TextAreaField
          key={language}
          name={`offlineText.${language}`}
          label={words.inLanguage(words.department.offline, words.languages[language])}
          lang={language}
          dir={language === 'ur' ? 'rtl' : 'ltr'}
          error={form.errorAt(`offlineText.${language}`)}
          value={offlineText[language]}
          onChange={(text) => form.set('offlineText', { ...offlineText, [language]: text })}
        />
      ))}
    </div>
  );
}

/** Reply targets are no part of a department to the server, but they are to whoever runs the desk. */
function useSave(department: Department | null) {
  const saveTargets = useSaveTargets();
  const strings = useStrings();
  const { department: words } = useWords().desk;
  return async ({ changes, stored }: Save<Values>, store: (changes: object) => Promise<Department>) => {
    const { targets, targetsVersion: _, ...rest } = changes;
    const seen = { rows: stored.targets, version: stored.targetsVersion };
    const parts = { ...rest, ...(rest.offlineText && { offlineText: textOrNull(rest.offlineText) }) };
    if (department === null) {
      const created = await store(parts);
      const isFilled = targets && saveTargets(created.id, targets, seen);
      // It is there, and saving it again would make a second one.
      await isFilled?.catch((failure) => toastFailure(words.targetsFailed, conflictText(failure, strings)));
      return created;
    }
    // First what may be sent twice: the department's version would be another one then.
    if (targets) await saveTargets(department.id, targets, seen);
    return Object.keys(parts).length === 0 ? department : store(parts);
  };
}

function hoursFault(
  hours: BusinessHours | null,
  words: { timeZoneUnknown: string; faults: Record<string, string> },
): string | null {
  if (hours === null) return null;
  if (!isTimeZone(hours.timeZone)) return words.timeZoneUnknown;
  const [fault] = faultsOf(hours.days).values();
  return fault === undefined ? null : (words.faults[fault] ?? null);
}

function textOrNull({ en, ur }: Values['offlineText']): Department['offlineText'] {
  const text = { en: en.trim() || null, ur: ur.trim() || null };
  return text.en === null && text.ur === null ? null : text;
}

function fieldsOf(department: Department | null, targets: Targets): Values {
  const { id, name = '', routing = 'automatic', memberIds = [], businessHours = null } = department ?? {};
  const { en, ur } = department?.offlineText ?? {};
  return {
    name,
    routing,
    memberIds,
    businessHours,
    offlineText: { en: en ?? '', ur: ur ?? '' },
    targets: id === undefined ? rowsOf([], null) : rowsOf(targets.items, id),
    targetsVersion: targets.version,
  };
}
