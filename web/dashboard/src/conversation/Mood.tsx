import { useStrings } from '../language/language.ts';
import { Chip, type Tone } from '../ui/Chip.tsx';
import { type Mood, moodIn } from './sentiment.ts';

const TONES: Record<Mood, Tone> = {
  very_negative: 'danger',
  negative: 'warning',
  neutral: 'neutral',
  positive: 'success',
};

/** How a customer seems to feel. The usual mood says nothing, so nothing is shown for it. */
export function MoodChip({ sentiment }: { sentiment: unknown }) {
  const { bot: words } = useStrings().activity;
  const mood = moodIn(sentiment);
  if (mood === null || mood === 'neutral') return null;
  return <Chip tone={TONES[mood]}>{words.moods[mood]}</Chip>;
}
