/** The files of `protocol/`, by path below it. Read as text: a bundler's JSON refuses lone surrogates. */
export function golden<T>(folder: string): [name: string, content: T][] {
  const files = import.meta.glob<string>('../../../protocol/*/*.json', {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  return Object.entries(files)
    .map(([path, text]): [string, string] => [path.replace(/^.*protocol\//, ''), text])
    .filter(([name]) => name.startsWith(`${folder}/`))
    .map(([name, text]) => [name, JSON.parse(text) as T]);
}
