import { lazy } from 'react';
import { ADMINS, EVERYBODY, type SettingsPage } from '../page.ts';

export const peoplePages: readonly SettingsPage[] = [
  {
    id: 'profile',
    group: 'you',
    title: ({ people }) => people.profile.title,
    roles: EVERYBODY,
    component: lazy(() => import('./Profile.tsx')),
  },
  {
    id: 'security',
    group: 'you',
    title: ({ people }) => people.security.title,
    roles: EVERYBODY,
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
