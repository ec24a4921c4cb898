import { resource } from '../resource.ts';
import type { Json } from './difference.ts';

export interface AuditEntry {
  id: string;
  /** 1, 2, 3 … without gaps. */
  position: number;
  at: string;
  actor: {
    type: 'admin' | 'agent' | 'partner' | 'customer' | 'system' | 'unknown';
    id: string | null;
    name: string | null;
  };
  /** `account.created`, and such. */
  action: string;
  subject: { type: string; id: string | null; name: string | null };
  before: Json;
  after: Json;
  /** The log-in it was done with. */
  session: string | null;
  network: string | null;
}

export interface Verification {
  entries: number;
  valid: boolean;
  firstBroken: AuditEntry | null;
}

export const auditLog = resource<AuditEntry>('/audit');
