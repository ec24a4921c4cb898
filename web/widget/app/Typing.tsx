import type { Thread } from '@switchboard/client';
import { useChat } from './context.ts';
import { isolated, nameOf } from './names.ts';

export function Typing({ thread }: { thread: Thread | undefined }) {
  const { words } = useChat();
  const typist = thread?.typing[0];
  if (!typist) return null;
  return (
    <p class="typing">
      {words.typing(isolated(nameOf(typist.by, words)))}
      <i />
      <i />
      <i />
    </p>
  );
}
