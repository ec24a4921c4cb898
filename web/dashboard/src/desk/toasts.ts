import { useSyncExternalStore } from 'react';

/** A short message about what has just happened. */
export interface Toast {
  id: number;
  tone: 'success' | 'failure';
  title: string;
  detail: string | null;
}

const SUCCESS_SHOWN_MS = 5_000;
const MOST = 3;

const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let nextId = 1;

/** Disappears by itself. */
export function toast(title: string): void {
  const id = add('success', title, null);
  setTimeout(() => dismiss(id), SUCCESS_SHOWN_MS);
}

/** Stays until it is dismissed. */
export function toastFailure(title: string, detail: string | null = null): void {
  add('failure', title, detail);
}

export function dismiss(id: number): void {
  replace(toasts.filter((shown) => shown.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}

function add(tone: Toast['tone'], title: string, detail: string | null): number {
  const added = { id: nextId++, tone, title, detail };
  replace([...toasts.filter((shown) => shown.title !== title), added].slice(-MOST));
  return added.id;
}

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
