/** The files of `protocol/`, by path below it. */
export function golden<T>(folder: string): [name: string, content: T][] {
  const files = import.meta.glob<T>('../../../protocol/*/*.json', { eager: true, import: 'default' });
  return Object.entries(files)
    .map(([path, content]): [string, T] => [path.replace(/^.*protocol\//, ''), content])
    .filter(([name]) => name.startsWith(`${folder}/`));
}
