import { eventText } from '@switchboard/common/facts/events.ts';
import type { Message } from '../contract.ts';
import { useStrings } from '../language/language.ts';

/** What happened to the conversation, in the reader's language. */
export function EventText({ message }: { message: Message }) {
  const { events } = useStrings();
  return <span dir="auto">{eventText(message, events)}</span>;
}
