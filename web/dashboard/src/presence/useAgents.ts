import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Events } from '../contract.ts';
import { useChat, useChatState } from '../desk/ChatContext.ts';
import { useIsSubscribed } from '../inbox/subscribed.ts';
import { api } from '../session/session.ts';

export type AgentStatus = Events['agent.presence.changed']['status'];
export const AGENT_STATUSES: readonly AgentStatus[] = ['online', 'busy', 'offline'];

/** Somebody who answers, as `GET /agents` shows them. */
export interface Agent {
  id: string;
  name: string;
  role: 'agent' | 'admin';
  status: AgentStatus;
  activeChats: number;
  maxActiveChats: number;
}

const KEY = ['agents'];

export function useAgents(isWanted = true): readonly Agent[] {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await api.request<{ items: Agent[] }>('GET', '/agents', { signal })).items,
    enabled: useIsSubscribed() && isWanted,
  });
  return data ?? [];
}

/** Keeps everybody's presence right while the desk is open. To be used once. */
export function useLiveAgents(): void {
  const chat = useChat();
  const queries = useQueryClient();
  const isOnline = useChatState((state) => state.connection.status === 'online');
  useEffect(() => {
    if (!isOnline) return;
    return chat.on('agent.presence.changed', ({ agent, status }) => showStatus(queries, agent.id, status));
  }, [chat, queries, isOnline]);
}

export function showStatus(queries: QueryClient, agentId: string, status: AgentStatus): void {
  queries.setQueryData<Agent[]>(KEY, (agents) =>
    agents?.map((agent) => (agent.id === agentId ? { ...agent, status } : agent)),
  );
}

/** Loads change with every conversation; whoever is about to choose wants them as they are. */
export function reloadAgents(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY });
}
