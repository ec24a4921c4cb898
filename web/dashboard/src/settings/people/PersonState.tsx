import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { useWords } from '../words.ts';
import type { Account } from './accounts.ts';
import styles from './People.module.css';

/** How it stands with an account, in a line below its name. */
export function PersonState({ account, isMe }: { account: Account; isMe: boolean }) {
  const { people } = useWords();
  const language = useLanguage();
  const { list, person } = people;
  return (
    <p className={styles.state}>
      {isMe && <Chip tone="accent">{list.you}</Chip>}
      {!account.active && <Chip tone="danger">{list.inactive}</Chip>}
      {account.active && account.invited && <Chip tone="warning">{list.invited}</Chip>}
      {account.secondFactor && <Chip tone="success">{list.factor}</Chip>}
      <span>
        {account.lastUsedAt === null
          ? person.neverUsed
          : person.lastUsed(full(Date.parse(account.lastUsedAt), language))}
      </span>
    </p>
  );
}
