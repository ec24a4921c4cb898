import { type ReactNode, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Conversation } from '../contract.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import { CloseDialog } from './CloseDialog.tsx';
import styles from './ConversationActions.module.css';
import { EscalateDialog } from './EscalateDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useActions } from './useActions.ts';

/** The next step as a button, the rest in a menu: what ends a conversation is never one slip away. */
export function ConversationActions({ conversation, name }: { conversation: Conversation; name: string }) {
  const { actions: words } = useStrings();
  const act = useActions(conversation);
  const [dialog, setDialog] = useState<'transfer' | 'escalate' | 'close' | null>(null);
  const next = nextStep(conversation);
  const isOpen = conversation.status !== 'closed';
  useShortcuts({
    a: () => next === 'accept' && act({ name: next }),
    e: () => (next === 'resolve' || next === 'reopen') && act({ name: next }),
    t: () => isOpen && setDialog('transfer'),
    c: () => isOpen && setDialog('close'),
  });
  if (next === null) return null;

  const asked = (which: typeof dialog) => ({
    isOpen: dialog === which,
    onOpenChange: (isShown: boolean) => setDialog(isShown ? which : null),
    act,
  });
  return (
    <div className={styles.actions}>
      <Button look={next === 'accept' ? 'primary' : 'plain'} onPress={() => act({ name: next })}>
        {words[next]}
      </Button>
      <More label={words.more}>
        <MenuItem className={menu.item ?? ''} onAction={() => setDialog('transfer')}>
          {words.transfer}
        </MenuItem>
        {conversation.assignedAgent !== null && (
          <MenuItem className={menu.item ?? ''} onAction={() => act({ name: 'requeue' })}>
            {words.requeue}
          </MenuItem>
        )}
        {conversation.escalatedAt === null && (
          <MenuItem className={menu.item ?? ''} onAction={() => setDialog('escalate')}>
            {words.escalate}
          </MenuItem>
        )}
        <MenuItem className={`${menu.item} ${menu.danger}`} onAction={() => setDialog('close')}>
          {words.close}
        </MenuItem>
      </More>
      <TransferDialog conversation={conversation} {...asked('transfer')} />
      <EscalateDialog {...asked('escalate')} />
      <CloseDialog name={name} {...asked('close')} />
    </div>
  );
}

function More({ label, children }: { label: string; children: ReactNode }) {
  return (
    <MenuTrigger>
      <Button look="quiet" isIcon aria-label={label}>
        <Icon name="more" />
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <Menu className={menu.menu ?? ''} aria-label={label}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function nextStep({ status }: Conversation): 'accept' | 'resolve' | 'reopen' | null {
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
