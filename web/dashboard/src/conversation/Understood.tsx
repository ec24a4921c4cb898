import type { Conversation } from '../contract.ts';
import { useLanguage, useStrings } from '../language/language.ts';
import { useCategoryName } from '../settings/desk/categories/useCategories.ts';
import { languageName } from './facts.ts';
import { Fact, Facts } from './PanelFacts.tsx';
import { moodIn, textIn } from './sentiment.ts';

/** The names under which a conversation's metadata hold it. */
export const UNDERSTOOD = ['detectedIntent', 'language', 'sentiment'];

/** What the desk made of the customer's messages: a guess, told as one. */
export function Understood({ conversation: { metadata } }: { conversation: Conversation }) {
  const { understood: words, activity } = useStrings();
  const reader = useLanguage();
  const categoryName = useCategoryName();
  const intent = textIn(metadata.detectedIntent);
  const language = textIn(metadata.language);
  const mood = moodIn(metadata.sentiment);
  return (
    <Facts title={words.title}>
      <Fact name={words.intent}>{intent && <bdi>{categoryName(intent)}</bdi>}</Fact>
      <Fact name={words.language}>{language && languageName(language, reader)}</Fact>
      <Fact name={words.mood}>{mood && activity.bot.moods[mood]}</Fact>
    </Facts>
  );
}
