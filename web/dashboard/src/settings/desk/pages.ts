import type { SettingsPage } from '../page.ts';

export const deskPages: readonly SettingsPage[] = [];
