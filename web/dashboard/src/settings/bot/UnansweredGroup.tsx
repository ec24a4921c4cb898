import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { scoreText } from '../../conversation/activity.ts';
import { languageName } from '../../conversation/facts.ts';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { useLanguage, useStrings } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { useWords } from '../words.ts';
import { AddPhrasing } from './AddPhrasing.tsx';
import { AddQuestion } from './AddQuestion.tsx';
import styles from './Bot.module.css';
import { dismiss, UNANSWERED } from './bot.ts';
import { phrasingsOf, type Unanswered } from './questions.ts';

/** Questions that are much alike, and what can be made of them. */
export function UnansweredGroup({ group }: { group: Unanswered }) {
  const { bot } = useWords();
  const words = bot.unanswered;
  const [adding, setAdding] = useState<'question' | 'phrasing' | null>(null);
  const settle = useSettle(group);
  const dialog = {
    group,
    isOpen: true,
    onOpenChange: () => setAdding(null),
    onAdded: () => void settle(words.added),
  };
  return (
    <div className={styles.group}>
      <h2 dir="auto">{group.question}</h2>
      <Facts group={group} />
      <div className={styles.buttons}>
        <Button onPress={() => setAdding('question')}>{words.addQuestion}</Button>
        <Button onPress={() => setAdding('phrasing')}>{words.addPhrasing}</Button>
        <Button look="quiet" onPress={() => void settle(words.dismissed)}>
          {words.dismiss}
        </Button>
      </div>
      {adding === 'question' && <AddQuestion {...dialog} />}
      {adding === 'phrasing' && <AddPhrasing {...dialog} />}
    </div>
  );
}

function Facts({ group }: { group: Unanswered }) {
  const { bot } = useWords();
  const language = useLanguage();
  const words = bot.unanswered;
  const { count, nearest, lastAskedAt, questions } = group;
  const others = phrasingsOf(group).slice(1);
  return (
    <>
      <div className={styles.buttons}>
        <Chip tone="info">{words.asked(count)}</Chip>
        <Chip tone="neutral">{languageName(group.language, language)}</Chip>
      </div>
      {others.length > 0 && (
        <ul aria-label={words.others}>
          {others.map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      )}
      {nearest && <p>{words.nearest(nearest.entry.question, scoreText(nearest.score, language))}</p>}
      <p>
        {words.last(full(Date.parse(lastAskedAt), language))}{' '}
        {questions[0] && (
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: 'all', conversationId: questions[0].conversationId }}
          >
            {words.conversation}
          </Link>
        )}
      </p>
    </>
  );
}

/** Takes the group out of the list, saying why. */
function useSettle(group: Unanswered): (said: string) => Promise<void> {
  const { bot } = useWords();
  const { refusals } = useStrings();
  const queries = useQueryClient();
  return async (said) => {
    try {
      await dismiss(group);
      toast(said);
    } catch (failure) {
      toastFailure(bot.unanswered.failed, refusalText(failure, refusals));
    }
    await queries.invalidateQueries({ queryKey: UNANSWERED });
  };
}
