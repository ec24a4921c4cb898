import { use } from 'react';
import { useLanguage } from '../language/language.ts';
import { audit } from './words/en/audit.ts';
import { bot } from './words/en/bot.ts';
import { desk } from './words/en/desk.ts';
import { frame } from './words/en/frame.ts';
import { general } from './words/en/general.ts';
import { languageModel } from './words/en/languageModel.ts';
import { people } from './words/en/people.ts';
import { sites } from './words/en/sites.ts';

/**
 * Every word of the settings. Apart from `language/en.ts`, because whoever only logs in loads that one.
 * `words/ur.ts` has the same keys: the compiler holds them together.
 */
export const words = { frame, people, desk, bot, sites, general, audit, languageModel };
export type Words = typeof words;

let urdu: Promise<Words> | undefined;

/** Suspends until the chosen language's words are here. */
export function useWords(): Words {
  if (useLanguage() === 'en') return words;
  urdu ??= import('./words/ur.ts').then((loaded) => loaded.words);
  return use(urdu);
}
