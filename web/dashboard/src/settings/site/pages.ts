import type { SettingsPage } from '../pages.ts';

export const sitePages: readonly SettingsPage[] = [];
