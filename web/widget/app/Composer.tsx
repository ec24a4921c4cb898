import { isBlank } from '@switchboard/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useChat } from './context.ts';
import { Icon } from './Icon.tsx';

/** Code points; the server refuses more. */
const MOST = 5_000;
/** So many left, and the counter shows. */
const NEAR = 500;

export function Composer({ id, write }: { id: string | null; write: (text: string) => void }) {
  const { chat, host, words, settings } = useChat();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const left = MOST - Array.from(text.trim()).length;
  const canSend = left >= 0 && !isBlank(text);

  useEffect(() => {
    if (host.isOpen && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [host.isOpen]);

  const send = (event: Event) => {
    event.preventDefault();
    field.current?.focus();
    if (!canSend) return;
    write(text.trim());
    setText('');
  };
  const onInput = (value: string) => {
    setText(value);
    if (id && !isBlank(value)) chat.typing(id, settings.site?.typingPreview ? value : undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter picks a word.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
  };
  return (
    <form class="composer" onSubmit={send}>
      <textarea
        ref={field}
        rows={1}
        dir={text ? 'auto' : undefined}
        value={text}
        aria-label={words.write}
        aria-describedby="left"
        aria-invalid={left < 0}
        placeholder={words.write}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label={words.send} disabled={!canSend}>
        <Icon name="send" />
      </button>
      <p id="left" role="status" class={left < 0 ? 'over' : ''}>
        {left < 0 ? words.tooLong(-left) : left < NEAR && words.left(left)}
      </p>
    </form>
  );
}
