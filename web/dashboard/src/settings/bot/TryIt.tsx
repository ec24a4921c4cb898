import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { lookUp, scoreText } from '../../conversation/activity.ts';
import { languageName } from '../../conversation/facts.ts';
import { useLanguage, useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { useCategoryName } from '../desk/categories/useCategories.ts';
import form from '../form/Form.module.css';
import { TextField } from '../form/fields.tsx';
import { Group } from '../site/Group.tsx';
import { useWords } from '../words.ts';
import styles from './Bot.module.css';
import { type Trial, tryOut } from './bot.ts';

/** A question to the bot that no customer sees: what it would answer, and why. */
export function TryIt() {
  const { bot } = useWords();
  const { refusals } = useStrings();
  const words = bot.tryIt;
  const [text, setText] = useState('');
  const trial = useMutation({ mutationFn: tryOut });
  const isEmpty = text.trim() === '';
  return (
    <Group title={words.title} lead={words.lead}>
      <form
        className={styles.tryIt}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) trial.mutate(text.trim());
        }}
      >
        <TextField name="text" label={words.text} value={text} onChange={setText} error={null} />
        <Button type="submit" isDisabled={isEmpty} aria-disabled={trial.isPending}>
          {words.submit}
        </Button>
      </form>
      <div role="status">
        {trial.isError && <p className={form.error}>{refusalText(trial.error, refusals)}</p>}
        {trial.data && !trial.isError && <Outcome trial={trial.data} />}
      </div>
    </Group>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { bot } = useWords();
  const { activity } = useStrings();
  const language = useLanguage();
  const categoryName = useCategoryName();
  const words = bot.tryIt;
  const { outcome, reason, content, options, candidates, intent, mood } = trial;
  const { bot: decided } = activity;
  return (
    <div className={styles.outcome}>
      <p>
        {lookUp(words.outcomes, outcome) ?? decided.decided}{' '}
        {words.because(lookUp(decided.reasons, reason) ?? reason)}
      </p>
      {content !== '' && (
        <blockquote className={styles.answer} dir="auto">
          {content}
        </blockquote>
      )}
      {options.length > 0 && (
        <ul className={styles.options} aria-label={words.options}>
          {options.map(({ value, label }) => (
            <li key={value} dir="auto">
              {label}
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.understood}>
        <dt>{decided.language}</dt>
        <dd>{languageName(trial.language, language)}</dd>
        <dt>{decided.mood}</dt>
        <dd>{lookUp(decided.moods, mood) ?? mood}</dd>
        {intent !== null && (
          <>
            <dt>{decided.intent}</dt>
            <dd dir="auto">{categoryName(intent)}</dd>
          </>
        )}
      </dl>
      {candidates.length > 0 && <Candidates trial={trial} />}
    </div>
  );
}

/** The questions that came nearest, best first. */
function Candidates({ trial: { candidates, answersFrom, suggestsFrom } }: { trial: Trial }) {
  const { bot } = useWords();
  const language = useLanguage();
  const words = bot.tryIt;
  const score = (value: number) => scoreText(value, language);
  return (
    <>
      <table className={styles.ranking}>
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            <th scope="col">{words.phrasing}</th>
            <th scope="col">{words.score}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ entry, phrasing, score: value }) => (
            <tr key={entry.id}>
              <th scope="row" dir="auto">
                {entry.question}
              </th>
              <td dir="auto">{phrasing}</td>
              <td>{score(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={form.hint}>{words.thresholds(score(answersFrom), score(suggestsFrom))}</p>
    </>
  );
}
