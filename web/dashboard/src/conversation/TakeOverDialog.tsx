import type { Person } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import styles from './CloseDialog.module.css';
import type { Act } from './useActions.ts';

interface Props {
  /** Who has it; null: nothing is asked. */
  from: Person | null;
  close: () => void;
  act: Act;
}

/** Taking a conversation out of a colleague's hands is decided knowingly, and the safe answer has the focus. */
export function TakeOverDialog({ from, close, act }: Props) {
  const { takeOver: words, actions } = useStrings();
  if (from === null) return null;
  return (
    <Sheet title={words.title(from.name)} role="alertdialog" isOpen onOpenChange={close}>
      <p>{words.body(from.name)}</p>
      <div className={styles.actions}>
        <Button slot="close" autoFocus>
          {actions.cancel}
        </Button>
        <Button
          look="primary"
          onPress={() => {
            close();
            act({ name: 'takeOver', from });
          }}
        >
          {actions.takeOver}
        </Button>
      </div>
    </Sheet>
  );
}
