import type { Language } from '../../../language/language.ts';
import type { Category } from '../objects.ts';

/** A category's name in a language; its short name where the desk no longer has it. */
export function nameIn(categories: readonly Category[], slug: string, language: Language): string {
  const category = categories.find((one) => one.slug === slug);
  return (language === 'ur' ? category?.nameUr : category?.nameEn) ?? slug;
}

/** What a conversation may become: the active ones, and the one that it has, whatever became of that. */
export function choicesFor(categories: readonly Category[], current: string | null): string[] {
  const offered = categories.filter(({ slug, active }) => active || slug === current).map(({ slug }) => slug);
  return withCurrent(offered, current);
}

/** What a list may be narrowed to: old conversations keep categories that are no longer active. */
export function filtersFor(categories: readonly Category[], current: string | null): string[] {
  return withCurrent(
    categories.map(({ slug }) => slug),
    current,
  );
}

function withCurrent(slugs: string[], current: string | null): string[] {
  return current === null || slugs.includes(current) ? slugs : [...slugs, current];
}
