/** What was pressed goes away once it is drawn anew; whoever came by keyboard goes on in the history. */
export function toHistory(): void {
  setTimeout(() => document.querySelector<HTMLElement>('[role=log]')?.focus());
}
