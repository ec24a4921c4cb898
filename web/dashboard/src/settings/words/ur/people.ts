import type { Words } from '../../words.ts';

export const people: Words['people'] = {};
