import type { Configured } from '../resource.ts';
import type { BusinessHours } from './hours.ts';

/** The languages that the desk answers in. */
export const TEXT_LANGUAGES = ['en', 'ur'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

export interface Stored extends Configured {
  createdAt: string;
  updatedAt: string;
  version: number;
}

export interface Department extends Stored {
  name: string;
  routing: 'automatic' | 'manual';
  /** Null: always. */
  businessHours: BusinessHours | null;
  /** Whether it is within its hours now. */
  open: boolean;
  memberIds: string[];
  /** Null: the desk's usual text. */
  offlineText: { en: string | null; ur: string | null } | null;
}

export interface FaqEntry extends Stored {
  slug: string;
  language: TextLanguage;
  question: string;
  phrasings: string[];
  answer: string;
  displayOrder: number;
  active: boolean;
}

export interface ReplyTemplate extends Stored {
  category: string;
  keywords: string[];
  replyEn: string;
  replyUr: string;
  active: boolean;
}

export interface CannedReply extends Stored {
  shortcut: string;
  title: string;
  content: string;
  /** Whose own it is. With `departmentId` also null: everybody's. */
  ownerId: string | null;
  departmentId: string | null;
  usageCount: number;
}

export interface Label extends Stored {
  name: string;
  /** `#rrggbb` */
  color: string;
}

export interface Category extends Stored {
  slug: string;
  nameEn: string;
  nameUr: string;
  keywords: string[];
  displayOrder: number;
  active: boolean;
}
