import { clock } from '@switchboard/common/time.ts';
import type { Activity, Conversation } from '../contract.ts';
import { useLanguage, useStrings } from '../language/language.ts';
import { full } from '../language/time.ts';
import { useCategoryName } from '../settings/desk/categories/useCategories.ts';
import styles from './Activities.module.css';
import { decisionOf, describe, explains } from './activity.ts';
import panel from './CustomerPanel.module.css';
import { useActivity } from './useActivity.ts';

/** What the desk did with this conversation, newest first, but for what `Routing` shows already. */
export function Activities({ conversation }: { conversation: Conversation }) {
  const { activity: words } = useStrings();
  const { data = [], isError } = useActivity(conversation.id);
  const answered = explains(conversation) && decisionOf(data);
  return (
    <section className={panel.facts}>
      <h3>{words.title}</h3>
      {isError && <p>{words.failed}</p>}
      <ol className={styles.list}>
        {data.map(
          (activity) =>
            activity !== answered && (
              <li key={activity.id}>
                <ActivityText activity={activity} />
              </li>
            ),
        )}
      </ol>
    </section>
  );
}

export function ActivityText({ activity }: { activity: Activity }) {
  const strings = useStrings();
  const language = useLanguage();
  const { text, quote, facts } = describe(activity, strings, language, useCategoryName());
  const at = Date.parse(activity.createdAt);
  return (
    <>
      <p>
        {text}{' '}
        <time className={styles.time} dateTime={activity.createdAt} title={full(at, language)}>
          {clock(at, language)}
        </time>
      </p>
      {quote !== null && (
        <blockquote className={styles.quote} dir="auto">
          {quote}
        </blockquote>
      )}
      {facts.length > 0 && (
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
