import { lazy } from 'react';
import { ADMINS, type SettingsPage } from '../page.ts';

export const generalPages: readonly SettingsPage[] = [
  {
    id: 'general',
    group: 'desk',
    title: ({ general }) => general.title,
    roles: ADMINS,
    component: lazy(() => import('./GeneralPage.tsx')),
  },
];
