import { useSyncExternalStore } from 'react';

/** Everybody who waits for the one dialog that is open. */
let waiting: ((isConfirmed: boolean) => void)[] = [];
const listeners = new Set<() => void>();

/** Opens the dialog; true once the server has accepted the password. */
export function confirmIdentity(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    tell();
  });
}

export function answerStepUp(isConfirmed: boolean): void {
  const answered = waiting;
  waiting = [];
  tell();
  for (const resolve of answered) resolve(isConfirmed);
}

export function useIsStepUpWanted(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.length > 0,
  );
}

function tell(): void {
  for (const listener of listeners) listener();
}
