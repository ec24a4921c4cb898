interface Choice {
  name: string;
  color?: string;
}

/** The desk's labels, and those of this conversation that the desk no longer has: they can be taken off. */
export function choicesOf(known: readonly Choice[], chosen: readonly string[]): Choice[] {
  const gone = chosen.filter((name) => known.every((label) => label.name !== name));
  return [...known, ...gone.map((name) => ({ name }))];
}

export function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
