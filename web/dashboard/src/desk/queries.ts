import { Refusal } from '@switchboard/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ME } from '../settings/useMe.ts';

/** Lists are kept right by the socket, so they do not go stale by themselves. */
export function makeQueries(): QueryClient {
  // A second factor may be required while somebody works: then who they are is read again, see `Desk`.
  const onError = (failure: Error) => {
    const isRequired = failure instanceof Refusal && failure.reason === 'second_factor_required';
    if (isRequired) void client.invalidateQueries({ queryKey: ME });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
  return client;
}

function isWorthRetrying(failure: Error): boolean {
  return failure instanceof Refusal && failure.code === 'unavailable';
}
