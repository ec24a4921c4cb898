import type { Conversation, Sender } from '../contract.ts';
import type { Strings } from '../language/en.ts';

/** A visitor without a name is told apart by the number of the conversation. */
export function nameOf(
  { customer, number }: Pick<Conversation, 'customer' | 'number'>,
  strings: Strings,
): string {
  return customer.name?.trim() || strings.customer.anonymous(number);
}

export function previewOf({ lastMessage }: Conversation, myName: string, strings: Strings): string {
  if (lastMessage === null) return strings.inbox.noMessages;
  const { sender, kind, preview } = lastMessage;
  if (kind === 'event' || sender.type === 'customer' || sender.type === 'partner') return preview;
  return `${sender.name === myName ? strings.inbox.you : senderName(sender, strings)}: ${preview}`;
}

export function senderName(sender: Pick<Sender, 'type' | 'name'>, { conversation: words }: Strings): string {
  if (sender.name) return sender.name;
  if (sender.type === 'bot') return words.bot;
  return sender.type === 'agent' ? words.formerAgent : words.system;
}
