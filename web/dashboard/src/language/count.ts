/** `#` stands for the number. */
export function count(n: number, forms: { one: string; other: string }, locale = 'en'): string {
  const form = new Intl.PluralRules(locale).select(n) === 'one' ? forms.one : forms.other;
  return form.replace('#', new Intl.NumberFormat(locale).format(n));
}
