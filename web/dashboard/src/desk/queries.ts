import { Refusal } from '@switchboard/client';
import { QueryClient } from '@tanstack/react-query';

/** Lists are kept right by the socket, so they do not go stale by themselves. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Asked in any case: a browser that calls itself offline may well reach a server on this machine.
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        retry: (failures, failure) => failures < 3 && isWorthRetrying(failure),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

function isWorthRetrying(failure: Error): boolean {
  return failure instanceof Refusal && failure.code === 'unavailable';
}
