import { Link } from '@tanstack/react-router';
import type { Conversation } from '../contract.ts';
import { useStrings } from '../language/language.ts';
import { useShortAge } from '../language/time.ts';
import { useAccount } from '../session/useSession.ts';
import { useCategoryName } from '../settings/desk/categories/useCategories.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { DueChip, PriorityChip, StatusChip } from '../ui/Chip.tsx';
import styles from './ConversationRow.module.css';
import { nameOf, previewOf } from './names.ts';
import { useInboxRoute } from './useInboxRoute.ts';

export function ConversationRow({ conversation }: { conversation: Conversation }) {
  const strings = useStrings();
  const { filter, search } = useInboxRoute();
  const account = useAccount();
  const name = nameOf(conversation, strings);
  // Nobody has to read what is over.
  const unread = conversation.status === 'closed' ? 0 : (conversation.unreadCount ?? 0);
  const categoryName = useCategoryName();
  const { category } = conversation;

  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: filter.view, conversationId: conversation.id }}
      search={search}
      className={styles.row}
      data-conversation={conversation.id}
      data-unread={unread > 0 ? '' : undefined}
    >
      <Avatar name={name} />
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <Age at={conversation.lastMessageAt ?? conversation.createdAt} />
        </div>
        <div className={styles.line}>
          <span className={styles.preview} dir="auto">
            {previewOf(conversation, account.name, strings)}
          </span>
          {unread > 0 && (
            <span className={styles.badge}>
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className="visually-hidden">{strings.inbox.unread(unread)}</span>
            </span>
          )}
        </div>
        <div className={styles.facts}>
          <span className={styles.number}>{strings.inbox.number(conversation.number)}</span>
          {(filter.view === 'all' || filter.view === 'done') && <StatusChip status={conversation.status} />}
          <PriorityChip priority={conversation.priority} />
          <DueChip due={conversation.replyDue} />
          {category !== null && (
            <span className={styles.category} dir="auto">
              {categoryName(category)}
            </span>
          )}
          {filter.view === 'all' && conversation.assignedAgent !== null && (
            <span className={styles.agent} dir="auto">
              {conversation.assignedAgent.name}
            </span>
          )}
        </div>
      </div>
    </Link>
  );
}

function Age({ at }: { at: string }) {
  return (
    <time className={styles.age} dateTime={at}>
      {useShortAge(at)}
    </time>
  );
}
