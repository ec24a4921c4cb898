import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import line from '../list/LogEntry.module.css';
import { useWords } from '../words.ts';
import styles from './Audit.module.css';
import type { AuditEntry } from './audit.ts';
import { Changes } from './Changes.tsx';
import { actionText, actorText } from './format.ts';

/** One line; opened, what was before and what after. */
export function Entry({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const language = useLanguage();
  const { audit } = words;
  return (
    <details className={line.entry}>
      <summary>
        <span className={styles.what}>
          {actionText(entry.action, words)}
          {entry.subject.name !== null && (
            <>
              {': '}
              <bdi className={line.title}>{entry.subject.name}</bdi>
            </>
          )}
        </span>
        <span className={line.who}>
          <bdi>{actorText(entry.actor, words)}</bdi>
          {' · '}
          <time dateTime={entry.at}>{full(Date.parse(entry.at), language)}</time>
        </span>
      </summary>
      <div className={line.body}>
        <Changes before={entry.before} after={entry.after} />
        <dl className={styles.facts}>
          <Fact name={audit.number} value={String(entry.position)} />
          <Fact name={audit.network} value={entry.network} />
          <Fact name={audit.session} value={entry.session} />
          <Fact name={audit.subjectId} value={entry.subject.id} />
        </dl>
      </div>
    </details>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="ltr">{value}</dd>
    </div>
  );
}
