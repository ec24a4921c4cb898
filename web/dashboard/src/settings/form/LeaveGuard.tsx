import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { useWords } from '../words.ts';
import type { Form } from './useForm.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in FormPage
export function LeaveGuard({ form }: { form: Pick<Form<any>, 'isClean'> }) {
  const { frame } = useWords();
  const { isClean } = form;
  const blocker = useBlocker({
    shouldBlockFn: () => !isClean.current,
    enableBeforeUnload: () => !isClean.current,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      title={frame.leaveTitle}
      body={frame.leaveBody}
      confirm={frame.leave}
      cancel={frame.stay}
      isOpen={blocker.status === 'blocked'}
      onOpenChange={(isOpen) => {
        if (!isOpen) blocker.reset?.();
      }}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}
