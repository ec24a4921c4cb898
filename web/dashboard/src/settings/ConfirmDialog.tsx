import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from './words.ts';

interface Props {
  title: string;
  body: ReactNode;
  confirm: string;
  cancel?: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. Escape and the first button leave everything as it is. */
export function ConfirmDialog({ title, body, confirm, cancel, isOpen, onOpenChange, onConfirm }: Props) {
  const { frame } = useWords();
  return (
    <Sheet title={title} role="alertdialog" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className={form.form}>
        <p>{body}</p>
        <div className={form.actions}>
          <Button autoFocus onPress={() => onOpenChange(false)}>
            {cancel ?? frame.cancel}
          </Button>
          <Button
            look="danger"
            onPress={() => {
              onConfirm();
              onOpenChange(false);
            }}
          >
            {confirm}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
