import type { SettingsPage } from '../page.ts';

export const generalPages: readonly SettingsPage[] = [];
