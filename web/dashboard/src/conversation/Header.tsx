import { Link } from '@tanstack/react-router';
import type { Conversation } from '../contract.ts';
import { nameOf } from '../inbox/names.ts';
import { useInboxRoute } from '../inbox/useInboxRoute.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { PriorityChip, StatusChip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ConversationActions } from './ConversationActions.tsx';
import styles from './Header.module.css';
import { HeaderLabels } from './Labels.tsx';
import { MoodChip } from './Mood.tsx';

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
        <h2 dir="auto">{name}</h2>
        <p className={styles.facts}>
          <span>{strings.inbox.number(conversation.number)}</span>
          <StatusChip status={conversation.status} />
          <PriorityChip priority={conversation.priority} />
          <MoodChip sentiment={conversation.metadata.sentiment} />
          <Assigned conversation={conversation} />
          <HeaderLabels conversation={conversation} />
        </p>
      </div>
      <ConversationActions conversation={conversation} name={name} />
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
  if (assignedAgent === null) {
    return status === 'closed' ? null : <span className={styles.assigned}>{words.unassigned}</span>;
  }
  return (
    <span className={styles.assigned}>
      {assignedAgent.id === account.id ? words.assignedToYou : words.assignedTo(assignedAgent.name)}
    </span>
  );
}
