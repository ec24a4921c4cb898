/** What the desk has understood of a message or a conversation, as it stands in their metadata. */
const MOODS = ['very_negative', 'negative', 'neutral', 'positive'] as const;
export type Mood = (typeof MOODS)[number];

/** A host page may have put anything under the same name. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Null where nothing is known, or something newer than this page. */
export function moodIn(sentiment: unknown): Mood | null {
  return MOODS.find((mood) => mood === sentiment) ?? null;
}
