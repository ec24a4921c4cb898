import type { SettingsPage } from '../page.ts';

export const auditPages: readonly SettingsPage[] = [];
