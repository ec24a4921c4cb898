import type { SettingsPage } from '../pages.ts';

export const auditPages: readonly SettingsPage[] = [];
