import type { SettingsPage } from '../pages.ts';

export const generalPages: readonly SettingsPage[] = [];
