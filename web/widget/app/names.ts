import type { Message } from '@switchboard/client';
import { isolate } from '@switchboard/common/isolate.ts';
import type { Words } from './words.ts';

export function nameOf({ type, name }: Message['sender'], words: Words): string {
  return name ?? (type === 'bot' ? words.bot : words.agent);
}

/** A fact in the reader's language; one that is newer than this page in the server's English. */
export function eventText({ content, metadata }: Message, words: Words): string {
  const say = words.facts[metadata.event ?? ''];
  return say ? say(isolate(metadata.agent?.name ?? words.agent), content) : content;
}
