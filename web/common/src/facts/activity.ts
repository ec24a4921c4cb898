/** The facts of an activity, as they travel; see `Activity` in the contract. Old rows may hold other things. */
export interface Named {
  id: string | null;
  name: string;
}

export interface Load {
  agent: Named;
  active: number;
  maxActiveChats: number;
}

export interface Routed {
  agent: Named;
  rule: { code: string; candidates?: number; language?: string };
  candidates?: Load[];
  moreCandidates?: number;
  excluded?: { reason: string; agents: Named[]; more?: number }[];
}

/** What the bot did with a message, and why. Scores are 0 to 1. */
export interface BotDecided {
  outcome: string;
  reason: string;
  /** The frequent question, as it was then. */
  entry?: Named;
  score?: number;
  runnerUp?: Named;
  runnerUpScore?: number;
  language?: string;
  mood?: string;
  /** The short name of a category. */
  intent?: string;
  answersFrom?: number;
  suggestsFrom?: number;
  /** Of what it decided with, by name. */
  versions?: Readonly<Record<string, string | number>>;
}

/** What somebody changed, field by field; absent: nothing was there, or nothing is. */
export type Edited = Record<string, { from?: unknown; to?: unknown }>;

export interface Details {
  agent?: Named;
  from?: Named;
  department?: Named;
  note?: string;
  cause?: string;
  reason?: string;
  messages?: number;
  level?: string;
  summary?: string;
}

/** Rows of an older version hold a sentence instead of a rule. */
export function isRouted(details: object): details is Routed {
  return typeof (details as Partial<Routed>).rule === 'object';
}

export function isBotDecided(details: object): details is BotDecided {
  return typeof (details as Partial<BotDecided>).outcome === 'string';
}

/** Whether every part that is there has the type it should have: rows of an older version hold text. */
export function areNamed(details: Details): boolean {
  return [details.agent, details.from, details.department].every(
    (part) => part === undefined || typeof part.name === 'string',
  );
}
