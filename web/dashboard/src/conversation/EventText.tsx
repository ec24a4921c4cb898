import type { Message } from '../contract.ts';
import { useStrings } from '../language/language.ts';

/** A fact of the life cycle in the reader's language; one we do not know yet, in the server's words. */
export function EventText({ message }: { message: Message }) {
  const { events, conversation } = useStrings();
  const name = message.metadata?.event as keyof typeof events | undefined;
  const words = name === undefined ? undefined : events[name];
  if (words === undefined) return <span dir="auto">{message.content}</span>;
  if (typeof words === 'string') return <span>{words}</span>;
  const { name: who } = (message.metadata.agent ?? {}) as { name?: string };
  return <span>{words(who ?? conversation.formerAgent)}</span>;
}
