import { useEffect, useRef } from 'react';
import { useSingleKeys } from './singleKeys.ts';

/** What a key does, by `KeyboardEvent.key`. Returns false to leave the key to the browser. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => unknown>;

const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Single keys for the whole page, silent while somebody types, while a dialog or menu is open, with any
 * modifier, and (but for Escape) when the person has switched them off (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const isOn = useSingleKeys();
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isTaken(event) || (!isOn && event.key !== 'Escape')) return;
      if (event.target instanceof Element && event.target.closest(MODAL) !== null) return;
      const act = current.current[keyOf(event)];
      if (act === undefined || act(event) === false) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn]);
}

/** On an Urdu layout the key that says "ج" is the one that says "j" elsewhere. */
export function keyOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (key === '؟') return '?';
  if (key.length !== 1 || key.charCodeAt(0) < 128) return key;
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

function isTaken(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target);
}

export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}
