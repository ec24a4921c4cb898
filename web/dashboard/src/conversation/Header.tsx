import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Conversation } from '../contract.ts';
import { nameOf } from '../inbox/names.ts';
import { useInboxRoute } from '../inbox/useInboxRoute.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { PriorityChip, StatusChip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import styles from './Header.module.css';
import { useActions } from './useActions.ts';

interface Props {
  conversation: Conversation;
  isPanelOpen: boolean;
  togglePanel: () => void;
}

export function Header({ conversation, isPanelOpen, togglePanel }: Props) {
  const strings = useStrings();
  const words = strings.conversation;
  const { filter, search } = useInboxRoute();
  const name = nameOf(conversation, strings);

  return (
    <header className={styles.header}>
      <Link
        to="/inbox/$view"
        params={{ view: filter.view }}
        search={search}
        className={styles.back}
        aria-label={words.back}
      >
        <Icon name="back" />
      </Link>
      <div className={styles.who}>
        <h1 dir="auto">{name}</h1>
        <p className={styles.facts}>
          <span>{strings.inbox.number(conversation.number)}</span>
          <StatusChip status={conversation.status} />
          <PriorityChip priority={conversation.priority} />
          <Assigned conversation={conversation} />
        </p>
      </div>
      <Actions conversation={conversation} name={name} />
      <Button
        look="quiet"
        isIcon
        aria-label={words.details}
        aria-expanded={isPanelOpen}
        onPress={togglePanel}
      >
        <Icon name="details" />
      </Button>
    </header>
  );
}

function Assigned({ conversation: { assignedAgent, status } }: { conversation: Conversation }) {
  const { conversation: words } = useStrings();
  const account = useAccount();
  if (assignedAgent === null) return status === 'closed' ? null : <span>{words.unassigned}</span>;
  return (
    <span className={styles.assigned}>
      {assignedAgent.id === account.id ? words.assignedToYou : words.assignedTo(assignedAgent.name)}
    </span>
  );
}

function Actions({ conversation, name }: { conversation: Conversation; name: string }) {
  const { actions: words } = useStrings();
  const act = useActions(conversation);
  const [isClosing, setClosing] = useState(false);
  const canAccept = conversation.status === 'waiting' || conversation.status === 'automated';
  const canClose = conversation.status !== 'closed';
  useShortcuts({
    a: () => canAccept && act('accept'),
    c: () => canClose && setClosing(true),
  });

  return (
    <div className={styles.actions}>
      {canAccept && (
        <Button look="primary" onPress={() => act('accept')}>
          {words.accept}
        </Button>
      )}
      {canClose && <Button onPress={() => setClosing(true)}>{words.close}</Button>}
      <CloseDialog name={name} isOpen={isClosing} onOpenChange={setClosing} confirm={() => act('close')} />
    </div>
  );
}
