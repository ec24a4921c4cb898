import { useQuery } from '@tanstack/react-query';
import { useAccount } from '../../session/useSession.ts';
import { request } from '../request.ts';

const DEFAULT = 8;

/** The least length of a password. Only admins read the settings; others are told the default, and the rest by the refusal. */
export function useLeastPassword(): number {
  const { role } = useAccount();
  const { data } = useQuery({
    queryKey: ['settings', 'leastPassword'],
    queryFn: ({ signal }) =>
      request<{ items: { key: string; value: unknown }[] }>('GET', '/settings', { signal }),
    enabled: role === 'admin',
    retry: false,
  });
  const value = data?.items.find(({ key }) => key === 'identity.leastPassword')?.value;
  return typeof value === 'number' ? value : DEFAULT;
}
