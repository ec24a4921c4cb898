import type { Thread } from '@switchboard/client';
import { isolate } from '@switchboard/common/isolate.ts';
import { useChat } from './context.ts';
import { nameOf } from './names.ts';

export function Typing({ thread }: { thread: Thread | undefined }) {
  const { state, words } = useChat();
  const typist = thread?.typing[0];
  // Without a connection nobody would say that it ended.
  if (!typist || state.connection.status !== 'online') return null;
  return (
    <p class="typing">
      {words.typing(isolate(nameOf(typist.by, words)))}
      <i />
      <i />
      <i />
    </p>
  );
}
