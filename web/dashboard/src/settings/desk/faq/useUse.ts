import { useFigures } from '../../bot/bot.ts';
import { useWords } from '../../words.ts';

/** How often the bot gave the answer of an entry, in any language, and how often it helped. */
export function useUse(): (slug: string) => string[] {
  const { bot } = useWords();
  const { data } = useFigures();
  return (slug) => {
    const use = data?.entries.find(({ entry }) => entry.slug === slug);
    return use ? [bot.answered(use.answered), bot.helped(use.helped)] : [];
  };
}
