import { Notice } from '../../ui/Notice.tsx';
import { Loaded } from '../Loaded.tsx';
import list from '../list/ListPage.module.css';
import { PageHeading } from '../PageHeading.tsx';
import { useWords } from '../words.ts';
import styles from './Bot.module.css';
import { useUnanswered } from './bot.ts';
import { UnansweredGroup } from './UnansweredGroup.tsx';

/** What customers asked and the bot could not answer, the most frequent first. */
export default function UnansweredPage() {
  const { bot } = useWords();
  const words = bot.unanswered;
  const query = useUnanswered();
  return (
    <article className={list.page}>
      <PageHeading title={words.title} lead={words.lead} />
      <Loaded query={query}>
        {(groups) =>
          groups.length === 0 ? (
            <Notice title={words.empty} hint={words.emptyHint} />
          ) : (
            <ul className={styles.groups} aria-label={words.title}>
              {groups.map((group) => (
                <li key={`${group.questions[0]?.conversationId} ${group.questions[0]?.seq}`}>
                  <UnansweredGroup group={group} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </article>
  );
}
