import { useRef } from 'react';
import { useAccount } from '../../../session/useSession.ts';
import { Button } from '../../../ui/Button.tsx';
import { FormPage } from '../../form/FormPage.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../form/fields.tsx';
import type { Field } from '../../form/useForm.ts';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { useSearch } from '../../list/useSearch.ts';
import { PageHeading } from '../../PageHeading.tsx';
import { resource, useObject, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import styles from '../Desk.module.css';
import { useDepartments } from '../lists.ts';
import type { CannedReply } from '../objects.ts';
import { TransferButtons } from '../transfer/TransferButtons.tsx';
import { useObjectForm } from '../useObjectForm.ts';
import { SCOPES, type Scope, scopeOf, VARIABLES } from './scope.ts';

const PAGE = 'canned';
const replies = resource<CannedReply>('/canned-replies');

export default function CannedPage({ item }: { item: string | null }) {
  if (item === null) return <CannedList />;
  return item === 'new' ? <CannedForm reply={null} /> : <OneReply id={item} />;
}

function CannedList() {
  const { desk } = useWords();
  const words = desk.canned;
  const search = useSearch();
  const list = useObjects(replies, { q: search.settled });
  const whoOf = useWho();
  return (
    <ListPage
      title={desk.pages.canned}
      lead={desk.leads.canned}
      list={list}
      search={{ ...search, label: words.search }}
      actions={<TransferButtons path={replies.path} what={desk.pages.canned} />}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={(reply) => (
        <ListRow
          page={PAGE}
          item={reply.id}
          title={reply.title}
          detail={reply.content}
          end={
            <>
              <bdi>/{reply.shortcut}</bdi>
              <span>{whoOf(reply)}</span>
              <span>{reply.usageCount === 0 ? words.neverUsed : words.used(reply.usageCount)}</span>
            </>
          }
        />
      )}
    />
  );
}

/** Who may use it, in words. */
function useWho(): (reply: CannedReply) => string {
  const { canned: words } = useWords().desk;
  const account = useAccount();
  const { data: departments = [] } = useDepartments();
  return (reply) => {
    const scope = scopeOf(reply);
    if (scope === 'own') return reply.ownerId === account.id ? words.scopes.own : words.scopeOfOther;
    if (scope === 'all') return words.scopes.all;
    return departments.find(({ id }) => id === reply.departmentId)?.name ?? words.scopes.department;
  };
}

function OneReply({ id }: { id: string }) {
  const account = useAccount();
  return (
    <Loaded query={useObject(replies, id)}>
      {(reply) =>
        account.role === 'admin' || reply.ownerId === account.id ? (
          <CannedForm reply={reply} />
        ) : (
          <ReadOnly reply={reply} />
        )
      }
    </Loaded>
  );
}

/** Somebody may use it and not change it. */
function ReadOnly({ reply }: { reply: CannedReply }) {
  const { desk } = useWords();
  const words = desk.canned;
  const fixed = { error: null, onChange: () => undefined, isDisabled: true };
  return (
    <article className={styles.readOnly}>
      <PageHeading title={reply.title} lead={words.readOnly} backTo={PAGE} />
      <TextField {...fixed} name="shortcut" label={words.shortcut} value={reply.shortcut} />
      <TextAreaField {...fixed} name="content" label={words.content} value={reply.content} rows={6} />
    </article>
  );
}

interface Values {
  shortcut: string;
  title: string;
  content: string;
  scope: Scope;
  departmentId: string;
}

function CannedForm({ reply }: { reply: CannedReply | null }) {
  const { desk, frame } = useWords();
  const words = desk.canned;
  const account = useAccount();
  const isAdmin = account.role === 'admin';
  const { data: departments = [] } = useDepartments();
  const form = useObjectForm<CannedReply, Values>({
    resource: replies,
    page: PAGE,
    object: reply,
    fields: fieldsOf(reply),
    check: ({ shortcut, title, content, scope, departmentId }) => ({
      shortcut: /^[\p{L}\p{M}\p{N}_-]+$/u.test(shortcut)
        ? null
        : shortcut === ''
          ? frame.required
          : words.shortcutFault,
      title: title.trim() === '' ? frame.required : null,
      content: content.trim() === '' ? frame.required : null,
      departmentId: scope === 'department' && departmentId === '' ? frame.required : null,
    }),
    save: ({ changes, values }, store) => {
      const { scope, departmentId, ...rest } = changes;
      const isMoved = scope !== undefined || departmentId !== undefined;
      // Somebody else's own one stays theirs.
      const ownerId = reply?.ownerId ?? account.id;
      return store({
        ...rest,
        ...(isMoved && {
          ownerId: values.scope === 'own' ? ownerId : null,
          departmentId: values.scope === 'department' ? values.departmentId : null,
        }),
      });
    },
  });
  return (
    <FormPage
      title={reply?.title ?? words.new}
      backTo={PAGE}
      form={form}
      actions={
        reply && <DeleteButton resource={replies} page={PAGE} object={reply} name={reply.title} form={form} />
      }
    >
      <TextField {...form.field('shortcut')} label={words.shortcut} hint={words.shortcutHint} />
      <TextField {...form.field('title')} label={words.title} />
      <Content field={form.field('content')} />
      {isAdmin && (
        <div className={styles.pair}>
          <ChoiceField
            {...form.field('scope')}
            label={words.scope}
            options={SCOPES.map((id) => ({ id, name: words.scopes[id] }))}
          />
          {form.values.scope === 'department' && (
            <ChoiceField
              {...form.field('departmentId')}
              label={words.department}
              options={[{ id: '', name: frame.none }, ...departments]}
            />
          )}
        </div>
      )}
    </FormPage>
  );
}

/** The text, and what can be inserted at its caret. */
function Content({ field: text }: { field: Field<string> }) {
  const { canned: words } = useWords().desk;
  const box = useRef<HTMLDivElement>(null);

  function insert(variable: string) {
    const field = box.current?.querySelector('textarea');
    if (!field) return;
    const { selectionStart, selectionEnd } = field;
    text.onChange(text.value.slice(0, selectionStart) + variable + text.value.slice(selectionEnd));
    const caret = selectionStart + variable.length;
    field.focus();
    requestAnimationFrame(() => field.setSelectionRange(caret, caret));
  }

  return (
    <div ref={box} className={styles.withChips}>
      <TextAreaField {...text} label={words.content} hint={words.variablesHint} rows={6} />
      <div className={styles.chips}>
        <span className={styles.hint}>{words.variables}</span>
        {VARIABLES.map((variable) => (
          <Button key={variable} onPress={() => insert(variable)}>
            <bdi dir="ltr">{variable}</bdi>
          </Button>
        ))}
      </div>
    </div>
  );
}

function fieldsOf(reply: CannedReply | null): Values {
  const { shortcut = '', title = '', content = '', departmentId } = reply ?? {};
  return {
    shortcut,
    title,
    content,
    scope: reply === null ? 'own' : scopeOf(reply),
    departmentId: departmentId ?? '',
  };
}
