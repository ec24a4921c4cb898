import type { Account } from '../session/session.ts';
import { auditPages } from './audit/pages.ts';
import { botPages } from './bot/pages.ts';
import { deskPages } from './desk/pages.ts';
import { generalPages } from './general/pages.ts';
import { languageModelPages } from './languageModel/pages.ts';
import type { SettingsPage } from './page.ts';
import { peoplePages } from './people/pages.ts';
import { sitePages } from './site/pages.ts';

/** All pages. What one is stands in `page.ts`, apart: the areas' lists are read before this one. */
const pages: readonly SettingsPage[] = [
  ...peoplePages,
  ...deskPages,
  ...botPages,
  ...sitePages,
  ...generalPages,
  ...languageModelPages,
  ...auditPages,
];

export function pagesFor({ role }: Account): readonly SettingsPage[] {
  return pages.filter(({ roles }) => roles.includes(role));
}
