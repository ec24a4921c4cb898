import type { Message } from '@switchboard/client';
import type { Words } from './words.ts';

export function nameOf({ type, name }: Message['sender'], words: Words): string {
  return name ?? (type === 'bot' ? words.bot : words.agent);
}

/** A fact in the reader's language; one that is newer than this page in the server's English. */
export function factText({ content, metadata }: Message, words: Words): string {
  const say = words.facts[metadata.event ?? ''];
  return say ? say(isolated(metadata.agent?.name ?? words.agent), content) : content;
}

/** A name of either script inside a sentence of the other (Unicode's first strong isolate). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
