import type { timeline } from '@switchboard/client';

export type Entry = ReturnType<typeof timeline>[number];

/** What the history shows, top to bottom. */
export type Row =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'fact'; key: string; entry: Entry }
  /** `first` and `last` of a run of one person within some minutes: name above, time below. */
  | { kind: 'said'; key: string; entry: Entry; first: boolean; last: boolean };

const BREATH_MS = 5 * 60_000;

export function rowsOf(entries: readonly Entry[]): Row[] {
  return entries.flatMap((entry, at): Row[] => {
    const before = entries[at - 1];
    const after = entries[at + 1];
    const newDay = !before || timeOf(before).toDateString() !== timeOf(entry).toDateString();
    const day: Row[] = newDay
      ? [{ kind: 'day', key: `day ${timeOf(entry).toDateString()}`, at: timeOf(entry) }]
      : [];
    if (isFact(entry)) return [...day, { kind: 'fact', key: entry.id, entry }];
    const first = newDay || !inOneBreath(before, entry);
    return [
      ...day,
      { kind: 'said', key: entry.id, entry, first, last: !after || !inOneBreath(entry, after) },
    ];
  });
}

export function timeOf({ message, outgoing }: Entry): Date {
  return new Date((message ?? outgoing).createdAt);
}

function inOneBreath(earlier: Entry | undefined, later: Entry): boolean {
  if (!earlier || isFact(earlier) || isFact(later) || speaker(earlier) !== speaker(later)) return false;
  return timeOf(later).getTime() - timeOf(earlier).getTime() < BREATH_MS;
}

function isFact({ message }: Entry): boolean {
  return message?.kind === 'event';
}

function speaker({ mine, message }: Entry): string {
  return mine || !message ? 'me' : `${message.sender.type} ${message.sender.id}`;
}
