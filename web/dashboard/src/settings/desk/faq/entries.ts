import { resource } from '../../resource.ts';
import type { FaqEntry } from '../objects.ts';

export const entries = resource<FaqEntry>('/faq-entries');
