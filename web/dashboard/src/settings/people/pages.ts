import type { SettingsPage } from '../pages.ts';

export const peoplePages: readonly SettingsPage[] = [];
