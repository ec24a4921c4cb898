import { lazy } from 'react';
import { ADMINS, type SettingsPage, STAFF } from '../page.ts';

export const peoplePages: readonly SettingsPage[] = [
  {
    id: 'profile',
    group: 'you',
    title: ({ people }) => people.profile.title,
    roles: STAFF,
    component: lazy(() => import('./Profile.tsx')),
  },
  {
    id: 'security',
    group: 'you',
    title: ({ people }) => people.security.title,
    roles: STAFF,
    component: lazy(() => import('./Security.tsx')),
  },
  {
    id: 'people',
    group: 'people',
    title: ({ people }) => people.list.title,
    roles: ADMINS,
    component: lazy(() => import('./People.tsx')),
  },
];
