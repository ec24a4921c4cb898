import { useQuery } from '@tanstack/react-query';
import { request } from '../request.ts';
import type { Entry, Unanswered } from './questions.ts';

/** What the bot would do with a text, and why. Scores are 0 to 1. */
export interface Trial {
  language: string;
  mood: string;
  intent: string | null;
  outcome: string;
  reason: string;
  /** Best first. */
  candidates: { entry: Entry; score: number; phrasing: string | null }[];
  answersFrom: number;
  suggestsFrom: number;
  /** What it would say, and offer. */
  content: string;
  options: { value: string; label: string }[];
}

export function tryOut(text: string): Promise<Trial> {
  return request<Trial>('POST', '/bot/trials', { body: { text } });
}

export const UNANSWERED = ['bot', 'unanswered'] as const;

export function useUnanswered() {
  return useQuery({
    queryKey: UNANSWERED,
    queryFn: async ({ signal }) =>
      (await request<{ items: Unanswered[] }>('GET', '/bot/unanswered-questions', { signal })).items,
    staleTime: 0,
  });
}

/** Leaves them out of the list. */
export function dismiss({ questions }: Unanswered): Promise<void> {
  const those = questions.map(({ conversationId, seq }) => ({ conversationId, seq }));
  return request('POST', '/bot/dismissals', { body: { questions: those } });
}

/** How the bot did in the last 30 days. */
export interface Figures {
  conversations: number;
  answered: number;
  handedOff: number;
  helped: number;
  notHelped: number;
  /** The share of conversations that needed nobody; null: there was none. */
  deflectionRate: number | null;
  entries: { entry: Entry; answered: number; helped: number }[];
}

export function useFigures() {
  return useQuery({
    queryKey: ['bot', 'figures'],
    queryFn: ({ signal }) => request<Figures>('GET', '/bot/figures', { signal }),
    staleTime: 0,
  });
}
