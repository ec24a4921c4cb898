import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLanguage } from '../../../language/language.ts';
import { FRESH_MS, readAll } from '../lists.ts';
import type { Category } from '../objects.ts';
import { nameIn } from './categories.ts';

export const CATEGORIES = '/categories';
const NONE: readonly Category[] = [];

/** All of them, in display order, those not in use too. */
export function useCategories(): readonly Category[] {
  const { data } = useQuery({
    queryKey: [CATEGORIES, 'all'],
    queryFn: ({ signal }) => readAll<Category>(CATEGORIES, signal, { all: 'true' }),
    staleTime: FRESH_MS,
  });
  return data ?? NONE;
}

/** A category's name in the reader's language; its short name where the desk no longer has it. */
export function useCategoryName(): (slug: string) => string {
  const categories = useCategories();
  const language = useLanguage();
  return useCallback((slug) => nameIn(categories, slug, language), [categories, language]);
}
