import { type RefObject, useEffect, useRef } from 'react';
import type { Conversation } from '../contract.ts';
import { isEditable, useShortcuts } from '../keyboard/useShortcuts.ts';
import { useInboxRoute } from './useInboxRoute.ts';

/** j and k, or the arrows, move the focus from row to row; Enter is the link's own. */
export function useListKeys(
  box: RefObject<HTMLElement | null>,
  rows: readonly Conversation[],
  reveal: (index: number) => void,
): void {
  const { conversationId } = useInboxRoute();
  const wanted = useRef<string | null>(null);

  const focus = (id: string) =>
    box.current?.querySelector<HTMLElement>(`a[data-conversation="${CSS.escape(id)}"]`)?.focus();

  // A row that was out of sight exists only after the scroll; the focus follows it then.
  useEffect(() => {
    if (wanted.current === null || focus(wanted.current) !== undefined) return;
    if (
      document.activeElement instanceof HTMLElement &&
      document.activeElement.dataset.conversation === wanted.current
    ) {
      wanted.current = null;
    }
  });

  const move = (step: 1 | -1) => {
    const active = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const from = active?.dataset.conversation ?? conversationId;
    const at = rows.findIndex(({ id }) => id === from);
    const to = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
    const row = rows[to];
    if (row === undefined) return;
    reveal(to);
    wanted.current = row.id;
    focus(row.id);
  };
  /** Arrows scroll a history and move in a menu; here they belong to the list only when it has the focus. */
  const arrow = (step: 1 | -1) => (event: KeyboardEvent) => {
    const isHere =
      event.target instanceof Node && (box.current?.contains(event.target) || event.target === document.body);
    if (!isHere || isEditable(event.target)) return false;
    move(step);
    return true;
  };
  useShortcuts({ j: () => move(1), k: () => move(-1), ArrowDown: arrow(1), ArrowUp: arrow(-1) });
}
