import type { SettingsPage } from '../page.ts';

export const sitePages: readonly SettingsPage[] = [];
