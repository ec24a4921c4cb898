import type { Words } from '../words.ts';
import { desk } from './ur/desk.ts';
import { frame } from './ur/frame.ts';
import { people } from './ur/people.ts';
import { site } from './ur/site.ts';

export const words: Words = { frame, people, desk, site };
