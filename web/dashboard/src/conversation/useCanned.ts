import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { toastFailure } from '../desk/toasts.ts';
import { conflictText } from '../language/conflictText.ts';
import { useStrings } from '../language/language.ts';
import { api } from '../session/session.ts';
import { useCannedReplies } from '../settings/desk/lists.ts';
import type { CannedReply } from '../settings/desk/objects.ts';
import { matching, type Search, searchAt, withReply } from './canned.ts';

export interface Canned {
  isOpen: boolean;
  state: 'loading' | 'failed' | 'ready';
  found: readonly CannedReply[];
  chosen: number;
  listId: string;
  optionId: (index: number) => string;
  /** The caret has moved, or the text has changed. */
  look: () => void;
  /** Begins a search at the caret, for those who do not know the key. */
  begin: () => void;
  insert: (index: number) => void;
  close: () => void;
  /** Whether the key was one of the picker's. */
  press: (event: KeyboardEvent) => boolean;
}

/** Finds canned replies by what is typed after a slash, and puts the chosen one, filled in, in its place. */
export function useCanned(
  conversationId: string,
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string) => void,
): Canned {
  const strings = useStrings();
  const queries = useQueryClient();
  const [search, setSearch] = useState<Search | null>(null);
  const [chosenAt, choose] = useState(0);
  /** Where Escape was pressed: the slash there stays a slash. */
  const [dismissed, dismiss] = useState<number | null>(null);
  const id = useId();
  const { data, isError } = useCannedReplies(search !== null);
  const isOpen = search !== null && search.start !== dismissed;
  const found = isOpen && data ? matching(data, search.query) : [];
  const chosen = Math.min(chosenAt, found.length - 1);

  const { mutate, isPending } = useMutation({
    mutationFn: ({ reply }: { reply: CannedReply; search: Search }) =>
      api.request<{ content: string }>('POST', `/canned-replies/${reply.id}/rendering`, {
        body: { conversationId },
      }),
    onSuccess: ({ content }, { reply, search }) => {
      put(search, content);
      count(reply);
    },
    onError: (failure) => toastFailure(strings.canned.insertFailed, conflictText(failure, strings)),
  });

  function put(search: Search, content: string) {
    const element = field.current;
    if (element === null) return;
    const next = withReply(element.value, search, content, element.selectionEnd);
    write(next.text);
    setSearch(null);
    element.focus();
    // After React has written the text, which puts the caret at its end.
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret));
  }

  function count({ id }: CannedReply) {
    queries.setQueryData<CannedReply[]>(['/canned-replies', 'all'], (held) =>
      held?.map((reply) => (reply.id === id ? { ...reply, usageCount: reply.usageCount + 1 } : reply)),
    );
  }

  function look() {
    const element = field.current;
    if (element === null) return;
    const next =
      element.selectionStart === element.selectionEnd ? searchAt(element.value, element.selectionEnd) : null;
    if (next?.query !== search?.query) choose(0);
    // The key that dismisses can also count as a move of the caret.
    dismiss((held) => (held === next?.start ? held : null));
    setSearch(next);
  }

  function begin() {
    const element = field.current;
    if (element === null) return;
    const before = element.value.slice(0, element.selectionEnd);
    const slash = before === '' || /\s$/.test(before) ? '/' : ' /';
    const caret = before.length + slash.length;
    write(before + slash + element.value.slice(before.length));
    dismiss(null);
    choose(0);
    setSearch({ start: caret - 1, end: caret, query: '' });
    element.focus();
    requestAnimationFrame(() => element.setSelectionRange(caret, caret));
  }

  function insert(index: number) {
    const reply = found[index];
    if (search !== null && reply !== undefined && !isPending) mutate({ reply, search });
  }

  function press(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const isMove = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    const isInsert = (event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab';
    if (event.key === 'Escape') dismiss(search.start);
    else if (isMove && found.length > 0)
      choose((chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    else if (isInsert && found.length > 0) insert(chosen);
    // What somebody is still looking for is not sent.
    else if (!(event.key === 'Enter' && !event.shiftKey && data === undefined && !isError)) return false;
    event.preventDefault();
    return true;
  }

  return {
    isOpen,
    state: isError ? 'failed' : data === undefined ? 'loading' : 'ready',
    found,
    chosen,
    listId: `${id}-canned`,
    optionId: (index) => `${id}-canned-${index}`,
    look,
    begin,
    insert,
    close: () => setSearch(null),
    press,
  };
}
