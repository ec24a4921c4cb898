import { useQuery } from '@tanstack/react-query';
import { api } from '../session/session.ts';

/** `GET /me`, as far as the settings show it. */
export interface Me {
  id: string;
  email: string;
  name: string;
  role: 'agent' | 'admin' | 'partner';
  avatarColor: string | null;
  language: string | null;
  secondFactor: boolean;
  secondFactorRequired: boolean;
  steppedUpUntil: string | null;
}

export const ME = ['me'] as const;

export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: ({ signal }) => api.request<Me>('GET', '/me', { signal }),
    staleTime: 0,
  });
}
