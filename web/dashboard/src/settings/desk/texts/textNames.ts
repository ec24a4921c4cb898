/** What a sentence is said for, in words; its key where it is newer than this page. */
export function nameOfText(key: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key;
}
