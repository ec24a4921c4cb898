import { toast } from '../../../desk/toasts.ts';
import { FormPage } from '../../form/FormPage.tsx';
import { useForm } from '../../form/useForm.ts';
import { Loaded } from '../../Loaded.tsx';
import { useWords } from '../../words.ts';
import { PAGE } from './departments.ts';
import { TargetsField } from './TargetsField.tsx';
import { areAccepted, rowsOf, type Targets } from './targets.ts';
import { useReloadTargets, useSaveTargets, useTargets } from './useTargets.ts';

/** For departments without targets of their own, and conversations without a department. */
export function TargetsForAll() {
  return <Loaded query={useTargets()}>{(targets) => <TargetsForm targets={targets} />}</Loaded>;
}

function TargetsForm({ targets }: { targets: Targets }) {
  const { desk, frame } = useWords();
  const words = desk.department;
  const save = useSaveTargets();
  const form = useForm({
    stored: { targets: rowsOf(targets.items, null) },
    version: targets.version,
    check: ({ targets: rows }) => ({ targets: areAccepted(rows) ? null : words.minutesFault }),
    save: ({ values, stored, expectedVersion }) =>
      save(null, values.targets, { rows: stored.targets, version: expectedVersion }),
    onSaved: () => toast(frame.saved),
    reload: useReloadTargets(),
  });
  return (
    <FormPage title={words.targetsForAll} backTo={PAGE} form={form}>
      <TargetsField {...form.field('targets')} hint={words.targetsForAllHint} />
    </FormPage>
  );
}
