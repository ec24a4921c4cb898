import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { PageHeading } from '../PageHeading.tsx';
import { useWords } from '../words.ts';
import styles from './Form.module.css';
import { LeaveGuard } from './LeaveGuard.tsx';
import type { Form } from './useForm.ts';

interface Props<T extends object> {
  title: string;
  lead?: ReactNode;
  /** The page whose list this thing is in: a way back above the title. */
  backTo?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a form is invariant in its fields, and the page looks at none
  form: Form<T> | Form<any>;
  /** What the button says; "Save" or "Create" unless given. */
  submitLabel?: string;
  /** Said beside a conflict: what the other has done. */
  conflict?: ReactNode;
  /** Beside the title: what else can be done with the thing. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page that is one form: title, fields, and a bar with save and discard that stays in sight. */
export function FormPage<T extends object>({ title, lead, backTo, actions, ...body }: Props<T>) {
  return (
    <article className={styles.page}>
      <PageHeading title={title} lead={lead} backTo={backTo} actions={actions} />
      <FormBody {...body} />
    </article>
  );
}

/** The form alone, for a page that has several. */
export function FormBody<T extends object>({
  form,
  submitLabel,
  conflict,
  children,
}: Pick<Props<T>, 'form' | 'submitLabel' | 'conflict' | 'children'>) {
  const { frame } = useWords();
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (form.attempts === 0) return;
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [form.attempts]);

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <LeaveGuard form={form} />
      {form.isConflict && (
        <div className={styles.conflict} role="alert">
          <p className={styles.conflictTitle}>{frame.conflictTitle}</p>
          <p>{frame.conflictBody}</p>
          {conflict}
          <div className={styles.buttons}>
            <Button onPress={() => void form.showTheirs()}>{frame.reloadTheirs}</Button>
            <Button onPress={() => void form.keepMine()}>{frame.keepMine}</Button>
          </div>
        </div>
      )}
      {form.failure !== null && (
        <p className={styles.failure} role="alert" tabIndex={-1}>
          {form.failure}
        </p>
      )}
      {children}
      <div className={styles.bar} data-dirty={form.isDirty || undefined}>
        <Button
          type="submit"
          look="primary"
          isDisabled={!form.isNew && !form.isDirty}
          aria-disabled={form.isSaving}
        >
          {form.isSaving ? frame.saving : (submitLabel ?? (form.isNew ? frame.create : frame.save))}
        </Button>
        {form.isDirty && !form.isSaving && <Button onPress={form.reset}>{frame.discard}</Button>}
        <span className={styles.state} role="status">
          {form.isDirty && !form.isSaving ? frame.unsaved : ''}
        </span>
      </div>
    </form>
  );
}
