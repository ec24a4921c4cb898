import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useStrings } from '../language/language.ts';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import { Dot } from './Dot.tsx';
import styles from './PresenceMenu.module.css';
import { AGENT_STATUSES, type AgentStatus } from './useAgents.ts';
import { useMyPresence } from './useMyPresence.ts';

/** Says whether conversations come to me, and changes it. */
export function PresenceMenu() {
  const { presence: words } = useStrings();
  const { status, set } = useMyPresence();
  if (status === undefined) return null;
  return (
    <MenuTrigger>
      <AriaButton className={styles.trigger ?? ''}>
        <Dot status={status} />
        <span className="visually-hidden">{words.label}: </span>
        {words[status]}
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <Menu
          className={menu.menu ?? ''}
          aria-label={words.label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[status]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) set(key as AgentStatus);
          }}
        >
          {AGENT_STATUSES.map((id) => (
            <MenuItem key={id} id={id} textValue={words[id]} className={`${menu.item} ${styles.item}`}>
              <Dot status={id} />
              <span>
                {words[id]}
                <small>{words.meaning[id]}</small>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
