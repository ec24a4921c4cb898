import type { SettingsPage } from '../pages.ts';

export const deskPages: readonly SettingsPage[] = [];
