import { Switch } from 'react-aria-components';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import styles from './ShortcutsDialog.module.css';
import { setSingleKeys, useSingleKeys } from './singleKeys.ts';

interface Props {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function ShortcutsDialog({ isOpen, onOpenChange }: Props) {
  const { shortcuts: words, canned } = useStrings();
  const isOn = useSingleKeys();
  return (
    <Sheet title={words.title} isOpen={isOpen} onOpenChange={onOpenChange}>
      <List
        title={words.inList}
        rows={[
          [['j', '↓'], words.next],
          [['k', '↑'], words.previous],
          [['Enter'], words.openSelected],
          [['1', '…', '5'], words.views],
          [['/'], words.search],
          [['?'], words.help],
        ]}
      />
      <List
        title={words.inConversation}
        rows={[
          [['r'], words.answer],
          [['Enter'], words.send],
          [['Shift', 'Enter'], words.newLine],
          [['/'], canned.open],
          [['a'], words.accept],
          [['e'], words.resolve],
          [['t'], words.transfer],
          [['c'], words.closeConversation],
          [['i'], words.details],
          [['Esc'], words.back],
        ]}
      />
      <footer className={styles.footer}>
        <Switch className={styles.switch ?? ''} isSelected={isOn} onChange={setSingleKeys}>
          <span className={styles.track} aria-hidden="true" />
          {words.singleKeys}
        </Switch>
        <Button look="primary" slot="close">
          {words.done}
        </Button>
      </footer>
    </Sheet>
  );
}

function List({ title, rows }: { title: string; rows: [keys: string[], meaning: string][] }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>{meaning}</dt>
            <dd dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
