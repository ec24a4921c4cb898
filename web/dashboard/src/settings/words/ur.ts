import type { Words } from '../words.ts';
import { audit } from './ur/audit.ts';
import { bot } from './ur/bot.ts';
import { desk } from './ur/desk.ts';
import { frame } from './ur/frame.ts';
import { general } from './ur/general.ts';
import { languageModel } from './ur/languageModel.ts';
import { people } from './ur/people.ts';
import { sites } from './ur/sites.ts';

export const words: Words = { frame, people, desk, bot, sites, general, audit, languageModel };
