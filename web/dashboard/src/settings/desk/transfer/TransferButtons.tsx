import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { toastFailure } from '../../../desk/toasts.ts';
import { conflictText } from '../../../language/conflictText.ts';
import { useStrings } from '../../../language/language.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import menu from '../../../ui/Menu.module.css';
import { download } from '../../download.ts';
import { useWords } from '../../words.ts';
import type { Format } from './file.ts';
import { ImportDialog } from './ImportDialog.tsx';

interface Props {
  /** Of the list: `/faq-entries`. */
  path: string;
  /** What is in the list. */
  what: string;
}

export function TransferButtons({ path, what }: Props) {
  const { transfer: words } = useWords().desk;
  const strings = useStrings();
  const [isImporting, setImporting] = useState(false);

  async function save(format: Format) {
    try {
      await download(`${path}/export?format=${format}`, `${path.slice(1)}.${format}`);
    } catch (failure) {
      toastFailure(words.exportFailed, conflictText(failure, strings));
    }
  }

  return (
    <>
      <Button onPress={() => setImporting(true)}>{words.import}</Button>
      <MenuTrigger>
        <Button>
          {words.export}
          <Icon name="down" size={14} />
        </Button>
        <Popover className={menu.popover ?? ''} placement="bottom end">
          <Menu
            className={menu.menu ?? ''}
            aria-label={words.export}
            onAction={(format) => void save(format as Format)}
          >
            <MenuItem id="csv" className={menu.item ?? ''}>
              {words.csv}
            </MenuItem>
            <MenuItem id="json" className={menu.item ?? ''}>
              {words.json}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ImportDialog path={path} what={what} isOpen={isImporting} onOpenChange={setImporting} />
    </>
  );
}
