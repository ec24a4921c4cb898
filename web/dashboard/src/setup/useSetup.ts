import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/session.ts';
import { useAccount } from '../session/useSession.ts';

/** The first-run guide's steps, in the order in which they are done best. */
export type Step = 'profile' | 'secondFactor' | 'invite' | 'hours' | 'snippet';

export interface StepState {
  step: Step;
  /** By what is there, not by what was pressed. */
  done: boolean;
  skipped: boolean;
}

export interface Setup {
  steps: readonly StepState[];
  /** Every step is done or left out. */
  finished: boolean;
}

const SETUP = ['/setup'] as const;

/** Only admins set a desk up. */
export function useSetup({ pollMs }: { pollMs?: number } = {}) {
  const { role } = useAccount();
  return useQuery({
    queryKey: SETUP,
    queryFn: ({ signal }) => api.request<Setup>('GET', '/setup', { signal }),
    enabled: role === 'admin',
    retry: false,
    staleTime: pollMs === undefined ? Number.POSITIVE_INFINITY : 0,
    refetchInterval: pollMs ?? false,
  });
}

/** Shows at once, and is taken back if the server refuses. */
export function useSkip(onFailure: (failure: Error) => void) {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ step, skipped }: { step: Step; skipped: boolean }) =>
      api.request('PUT', `/setup/${step}`, { body: { skipped } }),
    onMutate: async ({ step, skipped }) => {
      await queries.cancelQueries({ queryKey: SETUP });
      const before = queries.getQueryData<Setup>(SETUP);
      queries.setQueryData<Setup>(
        SETUP,
        (setup) =>
          setup && {
            ...setup,
            steps: setup.steps.map((state) => (state.step === step ? { ...state, skipped } : state)),
          },
      );
      return before;
    },
    onError: (failure, _skip, before) => {
      queries.setQueryData(SETUP, before);
      onFailure(failure);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: SETUP }),
  });
  return mutate;
}
