import type { SettingsPage } from '../page.ts';

export const peoplePages: readonly SettingsPage[] = [];
