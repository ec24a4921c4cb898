import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Conversation } from '../contract.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import { CloseDialog } from './CloseDialog.tsx';
import styles from './ConversationActions.module.css';
import { type Action, useActions } from './useActions.ts';

/** The next step as a button, the rest in a menu: what ends a conversation is never one slip away. */
export function ConversationActions({ conversation, name }: { conversation: Conversation; name: string }) {
  const { actions: words } = useStrings();
  const act = useActions(conversation);
  const [isClosing, setClosing] = useState(false);
  const next = nextStep(conversation);
  const canClose = conversation.status !== 'closed';
  useShortcuts({
    a: () => next === 'accept' && act(next),
    e: () => (next === 'resolve' || next === 'reopen') && act(next),
    c: () => canClose && setClosing(true),
  });
  if (!canClose) return null;

  return (
    <div className={styles.actions}>
      {next !== null && (
        <Button look={next === 'accept' ? 'primary' : 'plain'} onPress={() => act(next)}>
          {words[next]}
        </Button>
      )}
      <MenuTrigger>
        <Button look="quiet" isIcon aria-label={words.more}>
          <Icon name="more" />
        </Button>
        <Popover className={menu.popover ?? ''} placement="bottom end">
          <Menu className={menu.menu ?? ''} aria-label={words.more}>
            {conversation.assignedAgent !== null && (
              <MenuItem className={menu.item ?? ''} onAction={() => act('requeue')}>
                {words.requeue}
              </MenuItem>
            )}
            <MenuItem className={`${menu.item} ${menu.danger}`} onAction={() => setClosing(true)}>
              {words.close}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <CloseDialog name={name} isOpen={isClosing} onOpenChange={setClosing} confirm={() => act('close')} />
    </div>
  );
}

function nextStep({ status }: Conversation): Exclude<Action, 'close' | 'requeue'> | null {
  switch (status) {
    case 'automated':
    case 'waiting':
      return 'accept';
    case 'active':
      return 'resolve';
    case 'resolved':
      return 'reopen';
    case 'closed':
      return null;
  }
}
