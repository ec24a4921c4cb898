const BETWEEN_CHANGES_MS = 250;

/**
 * The lists of agents: whoever may see a conversation gets its new state, and the counts, at most four times a second.
 * Nothing is queried for each agent: the counts of all whose lists changed come from one statement.
 */
export class Desk {
  #io;
  #ledger;
  #changed = new Map(); // agent or 'waiting' → conversation id → row

  constructor(io, ledger) {
    this.#io = io;
    this.#ledger = ledger;
  }

  /** From the first list on, messages keep what lists show. */
  get isOpen() {
    return this.#ledger.keepsLists;
  }

  async join(socket) {
    if (!this.isOpen) {
      this.#ledger.keepsLists = true;
      setInterval(() => this.#tell(), BETWEEN_CHANGES_MS);
    }
    const { id } = socket.data.actor;
    socket.join(room(id));
    socket.join(room('waiting'));
    return { counts: (await this.#ledger.counts([id])).get(id) };
  }

  /** @param row of a conversation as lists show it */
  changed(row) {
    const whose = row.assignedAgentId ?? 'waiting';
    if (!this.#changed.has(whose)) this.#changed.set(whose, new Map());
    this.#changed.get(whose).set(row.id, row);
  }

  async #tell() {
    if (this.#changed.size === 0) return;
    const changed = this.#changed;
    this.#changed = new Map();
    try {
      const counts = await this.#ledger.counts([...changed.keys()].filter((whose) => whose !== 'waiting'));
      for (const [whose, rows] of changed)
        this.#io
          .to(room(whose))
          .emit('inbox.changed', { conversations: [...rows.values()], removed: [], counts: counts.get(whose) });
    } catch (error) {
      console.error(error);
    }
  }
}

function room(whose) {
  return `list:${whose}`;
}
