import { lazy } from 'react';
import { ADMINS, type SettingsPage, STAFF } from '../page.ts';

export const deskPages: readonly SettingsPage[] = [
  {
    id: 'departments',
    group: 'people',
    title: ({ desk }) => desk.pages.departments,
    roles: ADMINS,
    component: lazy(() => import('./departments/DepartmentsPage.tsx')),
  },
  {
    id: 'faq',
    group: 'conversations',
    title: ({ desk }) => desk.pages.faq,
    roles: ADMINS,
    component: lazy(() => import('./faq/FaqPage.tsx')),
  },
  {
    id: 'templates',
    group: 'conversations',
    title: ({ desk }) => desk.pages.templates,
    roles: ADMINS,
    component: lazy(() => import('./templates/TemplatesPage.tsx')),
  },
  {
    id: 'canned',
    group: 'conversations',
    title: ({ desk }) => desk.pages.canned,
    roles: STAFF,
    component: lazy(() => import('./canned/CannedPage.tsx')),
  },
  {
    id: 'labels',
    group: 'conversations',
    title: ({ desk }) => desk.pages.labels,
    roles: STAFF,
    component: lazy(() => import('./labels/LabelsPage.tsx')),
  },
  {
    id: 'categories',
    group: 'conversations',
    title: ({ desk }) => desk.pages.categories,
    roles: ADMINS,
    component: lazy(() => import('./categories/CategoriesPage.tsx')),
  },
  {
    id: 'texts',
    group: 'conversations',
    title: ({ desk }) => desk.pages.texts,
    roles: ADMINS,
    component: lazy(() => import('./texts/TextsPage.tsx')),
  },
];
