/** Which tabs want which conversation, so that the one connection leaves with the last of them. */
export class Rooms {
  readonly #tabs = new Map<string, Set<string>>();

  enter(conversationId: string, tab: string): void {
    const tabs = this.#tabs.get(conversationId) ?? new Set();
    this.#tabs.set(conversationId, tabs.add(tab));
  }

  /** @returns whether nobody is left in it */
  exit(conversationId: string, tab: string): boolean {
    const tabs = this.#tabs.get(conversationId);
    if (!tabs?.delete(tab)) return false;
    return tabs.size === 0 && this.#tabs.delete(conversationId);
  }

  /** Takes a tab out of all; the conversations that nobody wants any more. */
  emptied(tab: string): string[] {
    return [...this.#tabs.keys()].filter((conversationId) => this.exit(conversationId, tab));
  }

  clear(): void {
    this.#tabs.clear();
  }
}
