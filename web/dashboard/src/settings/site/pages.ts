import { lazy } from 'react';
import { ADMINS, type SettingsPage } from '../page.ts';

export const sitePages: readonly SettingsPage[] = [
  {
    id: 'sites',
    group: 'website',
    title: ({ sites }) => sites.title,
    roles: ADMINS,
    component: lazy(() => import('./SitesPage.tsx')),
  },
];
