import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import type { Action } from './actions.ts';
import styles from './CloseDialog.module.css';

interface Props {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  act: (action: Action) => void;
}

/** Closing is for good, so it is asked for once more, and the safe answer has the focus. */
export function CloseDialog({ name, isOpen, onOpenChange, act }: Props) {
  const { actions: words } = useStrings();
  return (
    <Sheet title={words.closeTitle} role="alertdialog" isOpen={isOpen} onOpenChange={onOpenChange}>
      <p>{words.closeBody(name)}</p>
      <div className={styles.actions}>
        <Button slot="close" autoFocus>
          {words.cancel}
        </Button>
        <Button
          look="danger"
          onPress={() => {
            onOpenChange(false);
            act({ name: 'close' });
          }}
        >
          {words.closeConfirm}
        </Button>
      </div>
    </Sheet>
  );
}
