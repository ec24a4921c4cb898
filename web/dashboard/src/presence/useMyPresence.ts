import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useChatState } from '../desk/ChatContext.ts';
import { toastFailure } from '../desk/toasts.ts';
import type { Strings } from '../language/en.ts';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';
import { type AgentStatus, showStatus, useAgents } from './useAgents.ts';

/** The answer to every sign of life. */
interface Arrival {
  status: AgentStatus;
  /** Conversations that went to somebody else while nobody was here. */
  lost: { conversationId: string; number: number; at: string }[];
}

/** Whether conversations come to me; shown as wished at once, and as it was if the server refuses. */
export function useMyPresence() {
  const strings = useStrings();
  const queries = useQueryClient();
  const account = useAccount();
  const me = useAgents().find(({ id }) => id === account.id);
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (status: AgentStatus) => api.request<Arrival>('PUT', '/me/presence', { body: { status } }),
    onSuccess: (arrival) => welcome(queries, account.id, arrival, strings),
    onError: (failure) => toastFailure(strings.presence.failed, refusalText(failure, strings.refusals)),
  });
  return { status: isPending ? variables : me?.status, set: mutate };
}

/** Back after an absence: asks what was taken away meanwhile. To be used once. */
export function useReturn(): void {
  const strings = useStrings();
  const queries = useQueryClient();
  const account = useAccount();
  const isOnline = useChatState((state) => state.connection.status === 'online');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is no return
  useEffect(() => {
    if (!isOnline) return;
    api.request<Arrival>('POST', '/me/heartbeat').then(
      (arrival) => welcome(queries, account.id, arrival, strings),
      () => undefined,
    );
  }, [queries, account.id, isOnline]);
}

function welcome(queries: QueryClient, myId: string, { status, lost }: Arrival, { presence }: Strings): void {
  showStatus(queries, myId, status);
  if (lost.length > 0)
    toastFailure(presence.lost(lost.length), lost.map(({ number }) => `#${number}`).join(', '));
}
