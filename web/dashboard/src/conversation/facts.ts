/** A host page's object as rows of text; what is nested is shown as it was sent. */
export function factsOf(object: Record<string, unknown>, hidden: string[]): [name: string, value: string][] {
  return Object.entries(object)
    .filter(([name, value]) => !hidden.includes(name) && value !== null && value !== '')
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}

export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
