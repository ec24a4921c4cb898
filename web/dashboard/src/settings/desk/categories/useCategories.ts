import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLanguage } from '../../../language/language.ts';
import { FRESH_MS, readAll } from '../lists.ts';
import type { Category } from '../objects.ts';

export const CATEGORIES = '/categories';

/** All of them, those not in use too. */
export function useCategories(): readonly Category[] {
  const { data } = useQuery({
    queryKey: [CATEGORIES, 'all'],
    queryFn: ({ signal }) => readAll<Category>(CATEGORIES, signal, { all: 'true' }),
    staleTime: FRESH_MS,
  });
  return data ?? [];
}

/** A category's name in the reader's language; its short name where it is not known. */
export function useCategoryName(): (slug: string) => string {
  const categories = useCategories();
  const language = useLanguage();
  return useCallback(
    (slug) => {
      const category = categories.find((one) => one.slug === slug);
      return (language === 'ur' ? category?.nameUr : category?.nameEn) ?? slug;
    },
    [categories, language],
  );
}
