import type { Activity, Conversation } from '../contract.ts';
import type { Strings } from '../language/en.ts';
import type { Language } from '../language/language.ts';
import { languageName } from './facts.ts';

/** An activity for people: what happened, and the facts behind it. */
export interface Told {
  text: string;
  /** A colleague's own words: a note, a reason. */
  quote: string | null;
  facts: [name: string, value: string][];
}

/** Those that say why a conversation is with whom it is. */
const DECISIONS = new Set([
  'conversation.routed',
  'conversation.assigned',
  'conversation.taken_over',
  'conversation.requeued',
]);

export function decisionOf(activities: readonly Activity[]): Activity | undefined {
  return activities.find(({ type }) => DECISIONS.has(type));
}

/** Whether the last decision is shown by itself, as the answer to "why this agent?". */
export function explains({ status, assignedAgent }: Conversation): boolean {
  return assignedAgent !== null && status !== 'waiting' && status !== 'automated';
}

export function told(activity: Activity, strings: Strings, language: Language): Told {
  const details = activity.details as Record<string, string>;
  const { activity: words } = strings;
  const who = activity.by.name ?? strings.conversation.system;
  const say = (text: string, quote: string | null = null) => ({ text, quote, facts: [] });
  switch (activity.type) {
    case 'conversation.routed':
      return routed(who, details, strings, language);
    case 'conversation.assigned':
      return say(assigned(who, details, words), details.note ?? null);
    case 'conversation.taken_over':
      return say(words.tookOver(who, details.from ?? ''));
    case 'conversation.requeued':
      return say(words.requeued(details.agent ?? '', lookUp(words.reasons, details.reason)));
    case 'conversation.handoff':
      return say(words.handoff(who));
    case 'conversation.reopened':
      return say(words.reopened(who));
    case 'conversation.escalated':
      return say(
        activity.by.name === null ? words.escalatedBySilence : words.escalated(who),
        details.reason ?? null,
      );
    case 'reply.due':
      return say(lookUp(words.due, details.level));
    case 'reply.acknowledged':
      return say(words.acknowledged(who));
    case 'conversation.edited':
      return { ...say(words.edited(who)), facts: Object.entries(details) };
    default:
      // A newer server knows more than these words do.
      return { ...say(activity.type), facts: Object.entries(details) };
  }
}

function assigned(
  who: string,
  { agent, department }: Record<string, string>,
  words: Strings['activity'],
): string {
  if (agent !== undefined) return agent === who ? words.accepted(who) : words.gave(who, agent);
  return department === undefined ? words.gaveBack(who) : words.moved(who, department);
}

function routed(
  who: string,
  details: Record<string, string>,
  { activity: words, routing }: Strings,
  language: Language,
): Told {
  const { agent = '', rule = '', candidates } = details;
  const excluded = Object.entries(details)
    .filter(([name]) => name.startsWith('excluded: '))
    .map(([name, people]): [string, string] => [
      lookUp(words.excluded, name.slice('excluded: '.length)),
      people,
    ]);
  return {
    text: rule === 'taken by hand' ? words.took(who) : words.given(agent, ruleText(rule, words, language)),
    quote: null,
    facts: candidates === undefined ? excluded : [[words.free, loads(candidates, routing)], ...excluded],
  };
}

/** "Sana 1/5, Omar 2/4" as people say it, each load in its own direction of writing. */
function loads(candidates: string, { load }: Strings['routing']): string {
  return candidates.replaceAll(
    / (\d+)\/(\d+)(?=,|$| and)/g,
    (_, has, most) => ` (\u2068${load(has, most)}\u2069)`,
  );
}

function ruleText(rule: string, words: Strings['activity'], reader: Language): string {
  const [, among, spoken] = /^least loaded of (\d+)(?: who speak (.+))?$/.exec(rule) ?? [];
  if (among === undefined) return lookUp(words.rules, rule);
  if (spoken === undefined) return words.leastLoaded(Number(among));
  return words.leastLoadedSpeaking(Number(among), languageName(spoken, reader));
}

/** The server's codes in the words of the screen; one that is newer than they are, as it came. */
export function lookUp(words: Readonly<Record<string, string>>, code: string | undefined): string {
  return code === undefined ? '' : (words[code] ?? code);
}
