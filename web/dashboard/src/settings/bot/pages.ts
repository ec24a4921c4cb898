import { lazy } from 'react';
import { ADMINS, type SettingsPage } from '../page.ts';

export const botPages: readonly SettingsPage[] = [
  {
    id: 'bot',
    group: 'conversations',
    title: ({ bot }) => bot.title,
    roles: ADMINS,
    component: lazy(() => import('./BotPage.tsx')),
  },
  {
    id: 'unanswered',
    group: 'conversations',
    title: ({ bot }) => bot.unanswered.title,
    roles: ADMINS,
    component: lazy(() => import('./UnansweredPage.tsx')),
  },
];
