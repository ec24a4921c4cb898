import { useQuery } from '@tanstack/react-query';
import { request } from '../request.ts';
import { resource } from '../resource.ts';
import type { Words } from '../words.ts';

export interface Usage {
  calls: number;
  /** In tokens. */
  size: number;
}

/** As admins see it. */
export interface ModelState {
  enabled: boolean;
  /** Null where the operator has named none. */
  model: string | null;
  endpoint: string | null;
  circuit: 'closed' | 'open' | 'half_open';
  restsUntil: string | null;
  usedToday: Usage;
  mostADay: Usage;
}

export interface SentRequest {
  id: string;
  at: string;
  task: string;
  conversationId: string | null;
  by: { type: 'agent' | 'admin' | 'bot' | 'system'; id: string | null; name: string | null };
  endpoint: string;
  model: string;
  result: string;
  status: number | null;
  promptSize: number | null;
  answerSize: number | null;
  milliseconds: number | null;
  /** Only of one that is read by itself. */
  sent?: { role: string; content: string }[];
  answer?: string | null;
}

export const sentRequests = resource<SentRequest>('/language-model/requests');

export function useModelState() {
  return useQuery({
    queryKey: ['language-model', 'state'],
    queryFn: ({ signal }) => request<ModelState>('GET', '/language-model', { signal }),
    staleTime: 0,
  });
}

/** A code that is newer than this page is shown as it is. */
export function said(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code;
}

export function askerOf({ type, name }: SentRequest['by'], words: Words['languageModel']): string {
  return name ?? (type === 'bot' ? words.bot : words.system);
}
