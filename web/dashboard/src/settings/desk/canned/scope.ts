import type { CannedReply } from '../objects.ts';

export const SCOPES = ['own', 'department', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the server fills in for a conversation. */
export const VARIABLES = [
  '{{customer.name}}',
  '{{customer.email}}',
  '{{agent.name}}',
  '{{department.name}}',
  '{{conversation.number}}',
  '{{conversation.subject}}',
] as const;

export function scopeOf({ ownerId, departmentId }: Pick<CannedReply, 'ownerId' | 'departmentId'>): Scope {
  if (departmentId !== null) return 'department';
  return ownerId === null ? 'all' : 'own';
}
