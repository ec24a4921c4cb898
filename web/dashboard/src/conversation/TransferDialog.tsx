import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useState } from 'react';
import type { Conversation } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import { type Agent, reloadAgents, useAgents } from '../presence/useAgents.ts';
import { useDepartments } from '../settings/desk/lists.ts';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
import { Sheet } from '../ui/Sheet.tsx';
import type { Action } from './actions.ts';

interface Props {
  conversation: Conversation;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  act: (action: Action) => void;
}

/** To another person, or to a department's queue, with a word to whoever gets it. */
export function TransferDialog(props: Props) {
  const { transfer: words } = useStrings();
  return (
    <Sheet title={words.title} isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      {props.isOpen && <TransferForm {...props} />}
    </Sheet>
  );
}

function TransferForm({ conversation, onOpenChange, act }: Props) {
  const { transfer: words, actions } = useStrings();
  const queries = useQueryClient();
  const agents = useAgents().filter(({ id }) => id !== conversation.assignedAgent?.id);
  const { data: departments = [] } = useDepartments();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const id = useId();
  useEffect(() => reloadAgents(queries), [queries]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const [kind, target] = to.split(':');
    if (target === undefined) return;
    act({
      name: 'transfer',
      agent: agents.find((agent) => kind === 'agent' && agent.id === target) ?? null,
      departmentId: kind === 'department' ? target : null,
      note: note.trim(),
    });
    onOpenChange(false);
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <label htmlFor={`${id}-to`}>{words.to}</label>
      <select id={`${id}-to`} value={to} onChange={(event) => setTo(event.target.value)} required>
        <option value="">{words.choose}</option>
        <optgroup label={words.people}>
          {agents.map((agent) => (
            <AgentOption key={agent.id} agent={agent} />
          ))}
        </optgroup>
        <optgroup label={words.departments}>
          {departments.map((department) => (
            <option key={department.id} value={`department:${department.id}`}>
              {department.name}
            </option>
          ))}
        </optgroup>
      </select>
      <label htmlFor={`${id}-note`}>{words.note}</label>
      <textarea
        id={`${id}-note`}
        rows={3}
        maxLength={1_000}
        dir={note === '' ? undefined : 'auto'}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={form.actions}>
        <Button slot="close">{actions.cancel}</Button>
        <Button type="submit" look="primary" isDisabled={to === ''}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

function AgentOption({ agent }: { agent: Agent }) {
  const { transfer: words, presence } = useStrings();
  return (
    <option value={`agent:${agent.id}`}>
      {words.option(agent.name, presence[agent.status], agent.activeChats, agent.maxActiveChats)}
    </option>
  );
}
