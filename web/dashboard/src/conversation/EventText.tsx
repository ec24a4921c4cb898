import { eventText } from '@switchboard/common/facts/events.ts';
import type { Message } from '../contract.ts';
import { useStrings } from '../language/language.ts';

/** What happened to the conversation, in the reader's language. */
export function EventText({ message }: { message: Message }) {
  const { events } = useStrings();
  const text = eventText(message, events);
  // Our own sentence has the direction of the page; `dir=auto` would take that of a name at its beginning.
  return <span dir={text === message.content ? 'auto' : undefined}>{text}</span>;
}
