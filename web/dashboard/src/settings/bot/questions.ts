import type { TextLanguage } from '../desk/objects.ts';

/** A frequent question in whichever language has it; its translations have the same short name. */
export interface Entry {
  id: string;
  slug: string;
  question: string;
}

/** Questions that are much alike and that the bot could not answer. */
export interface Unanswered {
  /** The one in the middle of them. */
  question: string;
  language: string;
  count: number;
  lastAskedAt: string;
  nearest: { entry: Entry; score: number } | null;
  /** The newest of them. */
  questions: { conversationId: string; seq: number; content: string }[];
}

/** An answer is given in English or Urdu; who writes Urdu in Latin letters gets the Urdu one. */
export function textLanguageOf(language: string): TextLanguage {
  return language.startsWith('ur') ? 'ur' : 'en';
}

/** Each way in which it was asked, once. */
export function phrasingsOf({ question, questions }: Unanswered): string[] {
  return [...new Set([question, ...questions.map(({ content }) => content)].map((text) => text.trim()))];
}

/** A short name of a question, as the server takes it; of one without Latin letters there is none. */
export function slugFrom(question: string): string {
  return question
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
