import type { Message } from '@switchboard/client';
import { isolate } from '../isolate.ts';

/** Names in an event message, each kept apart from the direction of the sentence around it. */
export interface EventNames {
  agent?: string;
  department?: string;
}

/** A sentence for each kind of event. */
export type EventWords = Readonly<Record<string, (names: EventNames) => string>>;

/** An event message in the reader's language. One that is newer than this page is told in the server's words. */
export function eventText(
  { content, metadata }: Pick<Message, 'content' | 'metadata'>,
  words: EventWords,
): string {
  const { event = '', agent, department } = metadata;
  if (!Object.hasOwn(words, event)) return content;
  const names = {
    ...(agent?.name && { agent: isolate(agent.name) }),
    ...(department?.name && { department: isolate(department.name) }),
  };
  return words[event]?.(names) ?? content;
}
