import { lazy } from 'react';
import { ADMINS, type SettingsPage } from '../page.ts';

export const auditPages: readonly SettingsPage[] = [
  {
    id: 'audit',
    group: 'desk',
    title: ({ audit }) => audit.title,
    roles: ADMINS,
    component: lazy(() => import('./AuditPage.tsx')),
  },
];
