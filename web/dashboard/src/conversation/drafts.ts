/** Unsent text per conversation; survives a reload of the tab, not its closing. */
const PREFIX = 'switchboard.draft.';

export function draftOf(conversationId: string): string {
  return sessionStorage.getItem(PREFIX + conversationId) ?? '';
}

export function keepDraft(conversationId: string, text: string): void {
  if (text === '') sessionStorage.removeItem(PREFIX + conversationId);
  else sessionStorage.setItem(PREFIX + conversationId, text);
}

/** Nobody who logs in next finds what somebody else was writing. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
