import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language.ts';
import { api } from '../session/session.ts';

/** A model may take its time; the server's own limit ends it sooner. */
const TIMEOUT_MS = 90_000;
const REMEMBERED_MS = 5 * 60_000;

export interface Draft {
  draft: string;
  /** The frequent questions that the model says it used. */
  entries: { id: string; question: string }[];
}

interface Summary {
  summary: string;
}

interface Translation {
  translation: string;
}

/** Whether this desk has a language model; no while that is not known. */
export function useHasModel(): boolean {
  const { data } = useQuery({
    queryKey: ['language-model', 'enabled'],
    queryFn: ({ signal }) => api.request<{ enabled: boolean }>('GET', '/language-model', { signal }),
    staleTime: REMEMBERED_MS,
    retry: false,
  });
  return data?.enabled === true;
}

export function draftReply(conversationId: string): Promise<Draft> {
  return api.request('POST', `/conversations/${conversationId}/reply-draft`, {
    body: {},
    timeout: TIMEOUT_MS,
  });
}

/** In the reader's language. Asked for as long as `isWanted`, and remembered for a while. */
export function useSummary(conversationId: string, lastSeq: number, isWanted: boolean) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['summary', conversationId, lastSeq, language],
    queryFn: () =>
      api.request<Summary>('POST', `/conversations/${conversationId}/summary`, {
        body: { language },
        timeout: TIMEOUT_MS,
      }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** In the reader's language. A message does not change, and neither does what it says in another language. */
export function useTranslation(conversationId: string, seq: number, isWanted: boolean) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['translation', conversationId, seq, language],
    queryFn: () =>
      api.request<Translation>('POST', `/conversations/${conversationId}/translation`, {
        body: { seq, language },
        timeout: TIMEOUT_MS,
      }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
