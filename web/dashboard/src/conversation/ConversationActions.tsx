import { type ReactNode, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Conversation, Person } from '../contract.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import menu from '../ui/Menu.module.css';
import type { Action } from './actions.ts';
import { useHasModel } from './assistant.ts';
import { CloseDialog } from './CloseDialog.tsx';
import styles from './ConversationActions.module.css';
import { EscalateDialog } from './EscalateDialog.tsx';
import { SummaryDialog } from './SummaryDialog.tsx';
import { TakeOverDialog } from './TakeOverDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useActions } from './useActions.ts';

type Which = 'transfer' | 'escalate' | 'close' | 'summary';

/** The next step as a button, the rest in a menu: what ends a conversation is never one slip away. */
export function ConversationActions({ conversation, name }: { conversation: Conversation; name: string }) {
  const { actions: words, assistant } = useStrings();
  const hasModel = useHasModel();
  const account = useAccount();
  const [takingFrom, setTakingFrom] = useState<Person | null>(null);
  const act = useActions(conversation, setTakingFrom);
  const [dialog, setDialog] = useState<{ which: Which; seen: Conversation } | null>(null);
  const ask = (which: Which) => setDialog({ which, seen: conversation });
  const next = nextStep(conversation);
  const isOpen = conversation.status !== 'closed';
  useShortcuts({
    a: () => next === 'accept' && act({ name: next }),
    e: () => (next === 'resolve' || next === 'reopen') && act({ name: next }),
    t: () => isOpen && ask('transfer'),
    c: () => isOpen && ask('close'),
  });
  if (next === null) return null;

  const asked = (which: Which) => ({
    isOpen: dialog?.which === which,
    onOpenChange: (isShown: boolean) => (isShown ? ask(which) : setDialog(null)),
    act: (action: Action) => act(action, dialog?.seen),
  });
  const { assignedAgent } = conversation;
  const mayTakeOver =
    account.role === 'admin' && conversation.status === 'active' && assignedAgent?.id !== account.id;
  return (
    <div className={styles.actions}>
      <Button look={next === 'accept' ? 'primary' : 'plain'} onPress={() => act({ name: next })}>
        {words[next]}
      </Button>
      <More label={words.more}>
        <MenuItem className={menu.item ?? ''} onAction={() => ask('transfer')}>
          {words.transfer}
        </MenuItem>
        {mayTakeOver && (
          <MenuItem className={menu.item ?? ''} onAction={() => setTakingFrom(assignedAgent)}>
            {words.takeOverAsk}
          </MenuItem>
        )}
        {assignedAgent !== null && (
          <MenuItem className={menu.item ?? ''} onAction={() => act({ name: 'requeue' })}>
            {words.requeue}
          </MenuItem>
        )}
        {hasModel && (
          <MenuItem className={menu.item ?? ''} onAction={() => ask('summary')}>
            {assistant.summarise}
          </MenuItem>
        )}
        {conversation.escalatedAt === null && (
          <MenuItem className={menu.item ?? ''} onAction={() => ask('escalate')}>
            {words.escalate}
          </MenuItem>
        )}
        <MenuItem className={`${menu.item} ${menu.danger}`} onAction={() => ask('close')}>
          {words.close}
        </MenuItem>
      </More>
      <TakeOverDialog from={takingFrom} close={() => setTakingFrom(null)} act={act} />
      <TransferDialog conversation={conversation} {...asked('transfer')} />
      <EscalateDialog {...asked('escalate')} />
      <CloseDialog name={name} {...asked('close')} />
      <SummaryDialog conversation={conversation} {...asked('summary')} />
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
