import { lazy } from 'react';
import { ADMINS, type SettingsPage } from '../page.ts';

export const languageModelPages: readonly SettingsPage[] = [
  {
    id: 'language-model',
    group: 'desk',
    title: ({ languageModel }) => languageModel.title,
    roles: ADMINS,
    component: lazy(() => import('./LanguageModelPage.tsx')),
  },
];
