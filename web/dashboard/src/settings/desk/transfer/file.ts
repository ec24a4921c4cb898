export type Format = 'csv' | 'json';

/** The file as the server takes it, or why it cannot be sent. */
export type ReadFile =
  | { state: 'ready'; format: Format; content: string }
  | { state: 'refused'; because: 'unknownKind' | 'empty' | 'tooLarge' | 'notText' };

/** As large as the server accepts, in bytes. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Reads a file that somebody has chosen. Spreadsheets like to save in other encodings, which would garble the text. */
export async function readFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<ReadFile> {
  const format = formatOf(file.name);
  if (format === null) return { state: 'refused', because: 'unknownKind' };
  if (file.size > MOST_BYTES) return { state: 'refused', because: 'tooLarge' };
  const content = decoded(await file.arrayBuffer());
  if (content === null) return { state: 'refused', because: 'notText' };
  if (content.trim() === '') return { state: 'refused', because: 'empty' };
  return { state: 'ready', format, content };
}

export function formatOf(fileName: string): Format | null {
  const [, ending] = /\.(csv|json)$/i.exec(fileName) ?? [];
  return (ending?.toLowerCase() as Format | undefined) ?? null;
}

/** Null when it is not UTF-8. A byte order mark is not part of the text. */
function decoded(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
