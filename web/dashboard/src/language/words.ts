/**
 * Wraps what a person wrote (a name) in Unicode isolates, so that a left-to-right name does not disturb
 * a right-to-left sentence around it, and the other way round.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** `#` stands for the number. */
export function count(n: number, forms: { one: string; other: string }, locale = 'en'): string {
  const form = new Intl.PluralRules(locale).select(n) === 'one' ? forms.one : forms.other;
  return form.replace('#', new Intl.NumberFormat(locale).format(n));
}
