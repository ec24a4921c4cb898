import { isBlank } from '@switchboard/client';
import {
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Conversation } from '../contract.ts';
import { useChat } from '../desk/ChatContext.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CannedPicker } from './CannedPicker.tsx';
import styles from './Composer.module.css';
import { draftOf, keepDraft } from './drafts.ts';
import { ReplyDraft } from './ReplyDraft.tsx';
import { useCanned } from './useCanned.ts';

/** The contract's limit for staff, in code points. */
const MOST_CHARACTERS = 10_000;
const WARN_BELOW = 500;

interface Props {
  conversation: Conversation;
  /** The history is here: before that nobody knows what they answer. */
  isReady: boolean;
}

export function Composer({ conversation, isReady }: Props) {
  const { composer: words } = useStrings();
  if (conversation.status === 'closed') {
    return (
      <footer className={styles.composer}>
        <p className={styles.closed}>{words.closed}</p>
      </footer>
    );
  }
  return (
    <footer className={styles.composer}>
      <Effect conversation={conversation} />
      <Form conversationId={conversation.id} isReady={isReady} />
    </footer>
  );
}

/** What writing here does besides writing. */
function Effect({ conversation: { status, assignedAgent } }: { conversation: Conversation }) {
  const { composer: words } = useStrings();
  const account = useAccount();
  if (status === 'waiting' || status === 'automated') return <p className={styles.effect}>{words.accepts}</p>;
  if (assignedAgent !== null && assignedAgent.id !== account.id) {
    return <p className={styles.effect}>{words.othersConversation(assignedAgent.name)}</p>;
  }
  return null;
}

function Form({ conversationId, isReady }: { conversationId: string; isReady: boolean }) {
  const { composer: words, canned: cannedWords } = useStrings();
  const chat = useChat();
  const [text, setText] = useState(() => draftOf(conversationId));
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const left = MOST_CHARACTERS - [...text].length;
  const canSend = !isBlank(text) && left >= 0;
  // Who is quick writes before the history is here: it goes out right after, in sight.
  const [isSoon, setSoon] = useState(false);
  const canned = useCanned(conversationId, field, write);
  useShortcuts({ r: () => field.current?.focus() });

  function write(next: string) {
    setText(next);
    setSoon(false);
    keepDraft(conversationId, next);
  }

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!canSend) return;
    if (!isReady) return setSoon(true);
    chat.send(conversationId, text.trim());
    write('');
    field.current?.focus();
  }

  function press(event: KeyboardEvent) {
    // While a word is being composed, Enter chooses it.
    if (event.nativeEvent.isComposing) return;
    if (canned.press(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      field.current?.blur();
    }
  }

  useEffect(() => {
    if (isReady && isSoon) send();
  });
  useHeight(field, text);
  return (
    <>
      <ReplyDraft conversationId={conversationId} field={field} text={text} write={write} />
      <form className={styles.form} onSubmit={send}>
        {canned.isOpen && <CannedPicker canned={canned} />}
        <textarea
          ref={field}
          rows={1}
          // Empty, it follows the page: its placeholder is in the page's language.
          dir={text === '' ? undefined : 'auto'}
          value={text}
          aria-label={words.label}
          aria-describedby={`${id}-hint`}
          aria-invalid={left < 0}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={canned.found.length > 0 ? canned.listId : undefined}
          aria-activedescendant={canned.found.length > 0 ? canned.optionId(canned.chosen) : undefined}
          placeholder={words.placeholder}
          onChange={(event) => {
            write(event.target.value);
            canned.look();
            if (!isBlank(event.target.value)) chat.typing(conversationId);
          }}
          onKeyDown={press}
          onSelect={canned.look}
          onBlur={canned.close}
        />
        <Button look="quiet" isIcon aria-label={cannedWords.open} excludeFromTabOrder onPress={canned.begin}>
          <Icon name="canned" />
        </Button>
        <Button type="submit" look="primary" isIcon aria-label={words.send} isDisabled={!canSend}>
          <Icon name="send" />
        </Button>
        <p id={`${id}-hint`} className={styles.hint} data-over={left < 0 ? '' : undefined}>
          {left < WARN_BELOW ? (left < 0 ? words.tooLong(-left) : words.left(left)) : words.hint}
        </p>
      </form>
    </>
  );
}

/** As high as its text, up to the limit in the style sheet. */
function useHeight(field: React.RefObject<HTMLTextAreaElement | null>, text: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the height follows
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.blockSize = 'auto';
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [field, text]);
}
