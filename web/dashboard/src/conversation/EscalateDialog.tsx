import { isBlank } from '@switchboard/client';
import { type FormEvent, useId, useState } from 'react';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
import { Sheet } from '../ui/Sheet.tsx';
import type { Action } from './actions.ts';

interface Props {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  act: (action: Action) => void;
}

export function EscalateDialog(props: Props) {
  const { escalation: words } = useStrings();
  return (
    <Sheet title={words.title} isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      {props.isOpen && <EscalateForm {...props} />}
    </Sheet>
  );
}

function EscalateForm({ onOpenChange, act }: Props) {
  const { escalation: words, actions } = useStrings();
  const [reason, setReason] = useState('');
  const id = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isBlank(reason)) return;
    act({ name: 'escalate', reason: reason.trim() });
    onOpenChange(false);
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <p>{words.body}</p>
      <label htmlFor={id}>{words.reason}</label>
      <textarea
        id={id}
        rows={3}
        required
        maxLength={500}
        dir={reason === '' ? undefined : 'auto'}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={form.actions}>
        <Button slot="close">{actions.cancel}</Button>
        <Button type="submit" look="primary" isDisabled={isBlank(reason)}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
