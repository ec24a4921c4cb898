import { isBlank } from '@switchboard/client';
import { isolate } from '@switchboard/common/isolate.ts';
import type { Conversation, Sender } from '../contract.ts';
import type { Strings } from '../language/en.ts';

/** A visitor without a name is told apart by the number of the conversation. */
export function nameOf(
  { customer, number }: Pick<Conversation, 'customer' | 'number'>,
  strings: Strings,
): string {
  return customer.name !== null && !isBlank(customer.name)
    ? customer.name.trim()
    : strings.customer.anonymous(number);
}

export function previewOf(conversation: Conversation, myName: string, strings: Strings): string {
  const { lastMessage } = conversation;
  if (lastMessage === null) return strings.inbox.noMessages;
  const { sender, kind, preview } = lastMessage;
  if (kind === 'event') return eventOf(conversation, strings) ?? preview;
  if (sender.type === 'customer' || sender.type === 'partner') return preview;
  return `${sender.name === myName ? strings.inbox.you : senderName(sender, strings)}: ${preview}`;
}

/** The text of an event is for the customer. Staff reads what it means for the conversation. */
function eventOf({ status, assignedAgent }: Conversation, { events }: Strings): string | null {
  if (status === 'waiting') return events['queue.entered']();
  return status === 'active' && assignedAgent !== null
    ? events['agent.joined']({ agent: isolate(assignedAgent.name) })
    : null;
}

export function senderName(sender: Pick<Sender, 'type' | 'name'>, { conversation: words }: Strings): string {
  if (sender.name) return sender.name;
  if (sender.type === 'bot') return words.bot;
  return sender.type === 'agent' ? words.formerAgent : words.system;
}
