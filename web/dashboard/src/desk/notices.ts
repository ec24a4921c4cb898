import { useSyncExternalStore } from 'react';

/** A short word about something that has happened; failures stay until dismissed. */
export interface Note {
  id: number;
  tone: 'done' | 'failed';
  title: string;
  detail: string | null;
}

const DONE_STAYS_MS = 5_000;
const MOST = 3;

const listeners = new Set<() => void>();
let notes: readonly Note[] = [];
let nextId = 1;

export function sayDone(title: string): void {
  const id = add('done', title, null);
  setTimeout(() => dismiss(id), DONE_STAYS_MS);
}

export function sayFailed(title: string, detail: string | null = null): void {
  add('failed', title, detail);
}

export function dismiss(id: number): void {
  replace(notes.filter((note) => note.id !== id));
}

export function useNotices(): readonly Note[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notes,
  );
}

function add(tone: Note['tone'], title: string, detail: string | null): number {
  const note = { id: nextId++, tone, title, detail };
  replace([...notes.filter((other) => other.title !== title), note].slice(-MOST));
  return note.id;
}

function replace(next: readonly Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}
