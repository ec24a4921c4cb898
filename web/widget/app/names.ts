import type { Message } from '@switchboard/client';
import type { Words } from './words.ts';

export function nameOf({ type, name }: Message['sender'], words: Words): string {
  return name ?? (type === 'bot' ? words.bot : words.agent);
}
