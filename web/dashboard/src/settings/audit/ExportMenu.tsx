import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { toastFailure } from '../../desk/toasts.ts';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import menu from '../../ui/Menu.module.css';
import { download } from '../download.ts';
import { useWords } from '../words.ts';

/** What the filters let through, as a file. */
export function ExportMenu({ query }: { query: Record<string, string> }) {
  const { audit: words } = useWords();
  const { refusals } = useStrings();

  async function save(format: string) {
    try {
      await download(`/audit/export?${new URLSearchParams({ ...query, format })}`, `audit.${format}`);
    } catch (failure) {
      toastFailure(words.exportFailed, refusalText(failure, refusals));
    }
  }

  return (
    <MenuTrigger>
      <Button>
        {words.export}
        <Icon name="down" size={14} />
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <Menu
          className={menu.menu ?? ''}
          aria-label={words.export}
          onAction={(format) => void save(String(format))}
        >
          <MenuItem id="csv" className={menu.item ?? ''}>
            {words.exportCsv}
          </MenuItem>
          <MenuItem id="json" className={menu.item ?? ''}>
            {words.exportJson}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
