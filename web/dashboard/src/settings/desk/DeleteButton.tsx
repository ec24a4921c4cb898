import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { conflictText } from '../../language/conflictText.ts';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { type Configured, type Resource, useRemoveObject } from '../resource.ts';
import { useWords } from '../words.ts';

interface Props<T extends Configured> {
  resource: Resource<T>;
  page: string;
  object: T;
  name: string;
  /** What goes with it, and what stays. */
  body?: ReactNode;
  /** Its form: what was typed into it is not worth asking about any more. */
  form: { reset: () => void };
}

export function DeleteButton<T extends Configured>({ resource, page, object, name, body, form }: Props<T>) {
  const { frame } = useWords();
  const strings = useStrings();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useRemoveObject(resource);
  const [isAsking, ask] = useState(false);

  async function confirm() {
    form.reset();
    try {
      await remove(object.id);
      toast(frame.removed);
      void queries.invalidateQueries({ queryKey: [resource.path, 'all'] });
      await navigate({ to: '/settings/$page', params: { page } });
    } catch (failure) {
      toastFailure(frame.removeFailed, conflictText(failure, strings));
    }
  }

  return (
    <>
      <Button onPress={() => ask(true)}>{frame.remove}</Button>
      <ConfirmDialog
        title={frame.removeTitle(name)}
        body={body}
        confirm={frame.remove}
        isOpen={isAsking}
        onOpenChange={ask}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
