import {
  areNamed,
  type BotDecided,
  type Details,
  type Edited,
  isBotDecided,
  isRouted,
  type Named,
  type Routed,
} from '@switchboard/common/facts/activity.ts';
import { isolate } from '@switchboard/common/isolate.ts';
import type { Activity, Conversation } from '../contract.ts';
import { senderName } from '../inbox/names.ts';
import type { Strings } from '../language/en.ts';
import type { Language } from '../language/language.ts';
import { factsOf, languageName } from './facts.ts';

/** An activity for people: what happened, and the facts behind it. */
export interface Description {
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

/**
 * In the reader's language. What is newer than this page, or older than typed facts, is told as plain facts.
 *
 * @param categoryName what the desk calls a category
 */
export function describe(
  activity: Activity,
  strings: Strings,
  language: Language,
  categoryName: (slug: string) => string,
): Description {
  const { by, type, details } = activity;
  const who = senderName(by, strings);
  if (type === 'bot.decided' && isBotDecided(details))
    return decided(details, strings, language, categoryName);
  if (type === 'conversation.routed' && isRouted(details)) return routed(who, details, strings, language);
  if (type === 'conversation.routed') return routedLongAgo(who, details, strings);
  if (type === 'conversation.edited') return edited(who, details as Edited, strings, categoryName);
  const description = areNamed(details) && described(activity, who, details, strings);
  if (!description) return { text: strings.activity.unknown(who), quote: null, facts: plainFacts(details) };
  const [text, quote = null] = description;
  return { text, quote, facts: [] };
}

function described(
  { type, by }: Activity,
  who: string,
  { agent, from, department, note, cause, reason, messages, level, summary }: Details,
  { activity: words }: Strings,
): [text: string, quote?: string | undefined] | null {
  switch (type) {
    case 'conversation.assigned':
      return [assigned(by, who, { agent, department }, words), note];
    case 'conversation.taken_over':
      return from ? [words.tookOver(who, from.name)] : null;
    case 'conversation.requeued': {
      const why = lookUp(words.causes, cause);
      if (!agent) return null;
      return [why ? words.requeuedBecause(agent.name, why) : words.requeued(agent.name)];
    }
    case 'conversation.handoff':
      return [words.handoff(who)];
    case 'conversation.reopened':
      return [words.reopened(who)];
    case 'conversation.summarised':
      return [words.summarised, summary];
    case 'conversation.escalated':
      if (by.name !== null) return [words.escalated(who), reason];
      return [messages === undefined ? words.escalatedUnanswered : words.escalatedAfter(messages)];
    case 'reply.due':
      return [lookUp(words.due, level) ?? words.late];
    case 'reply.acknowledged':
      return [words.acknowledged(who)];
    default:
      return null;
  }
}

function assigned(
  by: Activity['by'],
  who: string,
  { agent, department }: { agent: Named | undefined; department: Named | undefined },
  words: Strings['activity'],
): string {
  if (agent === undefined) return department ? words.moved(who, department.name) : words.gaveBack(who);
  const isSelf = agent.id === null ? agent.name === who : agent.id === by.id;
  return isSelf ? words.accepted(who) : words.gave(who, agent.name);
}

function routed(who: string, details: Routed, strings: Strings, language: Language): Description {
  const { activity: words, excluded: reasons, routing } = strings;
  const { agent, rule, candidates = [], moreCandidates = 0, excluded = [] } = details;
  const free = candidates.map(
    // Each load in its own direction of writing.
    (load) => `${isolate(load.agent.name)} (${isolate(routing.load(load.active, load.maxActiveChats))})`,
  );
  const facts = excluded.map(({ reason, agents, more = 0 }): [string, string] => [
    lookUp(reasons, reason) ?? reason,
    listed(
      agents.map(({ name }) => isolate(name)),
      more,
      words,
    ),
  ]);
  if (free.length > 0) facts.unshift([words.free, listed(free, moreCandidates, words)]);
  return { text: routedText(who, agent.name, rule, words, language), quote: null, facts };
}

/** What the bot did with a message, with all that it decided on. */
function decided(
  { outcome, entry, ...why }: BotDecided,
  { activity: { bot: words, separator } }: Strings,
  language: Language,
  categoryName: (slug: string) => string,
): Description {
  const { reason, score, runnerUp, runnerUpScore, answersFrom, suggestsFrom, mood, intent } = why;
  const said = (value = 0) => scoreText(value, language);
  const facts: [name: string, value: string | undefined][] = [
    [words.reason, lookUp(words.reasons, reason) ?? isolate(reason)],
    [words.score, score === undefined ? undefined : said(score)],
    [
      words.thresholds,
      answersFrom === undefined ? undefined : words.thresholdsOf(said(answersFrom), said(suggestsFrom)),
    ],
    [words.runnerUp, runnerUp && `${isolate(runnerUp.name)} (${said(runnerUpScore)})`],
    [words.language, why.language && languageName(why.language, language)],
    [words.mood, lookUp(words.moods, mood)],
    [words.intent, intent && isolate(categoryName(intent))],
    [words.versions, versionsText(why.versions, separator)],
  ];
  return {
    text:
      outcome === 'answered' && entry
        ? words.answered(entry.name)
        : (lookUp(words.outcomes, outcome) ?? words.decided),
    quote: null,
    facts: facts.filter((fact): fact is [string, string] => !!fact[1]),
  };
}

/** A score as people read it: 0.83 is 83 %. */
export function scoreText(score: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(score);
}

function versionsText(versions: BotDecided['versions'] = {}, separator: string): string {
  return Object.entries(versions)
    .map(([name, version]) => isolate(`${name} ${version}`))
    .join(separator);
}

/** As they came, each in its own direction of writing. */
function plainFacts(details: Activity['details']): Description['facts'] {
  return factsOf(details, []).map(([name, value]) => [name, isolate(value)]);
}

/** A row of before the facts had types: its agent, and the rest as it was written. */
function routedLongAgo(who: string, { agent, ...rest }: Activity['details'], strings: Strings): Description {
  const name = typeof agent === 'string' ? agent : (agent as Named | undefined)?.name;
  const { given, unknown } = strings.activity;
  return { text: name ? given(name) : unknown(who), quote: null, facts: plainFacts(rest) };
}

function routedText(
  who: string,
  agent: string,
  { code, candidates = 0, language }: Routed['rule'],
  words: Strings['activity'],
  reader: Language,
): string {
  if (code === 'taken_by_hand') return words.took(who);
  if (code !== 'least_loaded') {
    const why = lookUp(words.rules, code);
    return why ? words.givenBecause(agent, why) : words.given(agent);
  }
  const why = language
    ? words.leastLoadedSpeaking(candidates, languageName(language, reader))
    : words.leastLoaded(candidates);
  return words.givenBecause(agent, why);
}

/** Names in a row; of those that are only counted, how many there are. */
function listed(names: string[], more: number, words: Strings['activity']): string {
  return [...names, ...(more > 0 ? [words.more(more)] : [])].join(words.separator);
}

function edited(
  who: string,
  details: Edited,
  strings: Strings,
  categoryName: (slug: string) => string,
): Description {
  const text = (field: string, value: unknown) =>
    field === 'category' && typeof value === 'string'
      ? isolate(categoryName(value))
      : valueText(field, value, strings);
  const { activity: words } = strings;
  const facts = Object.entries(details).map(([field, change]): [string, string] => {
    const name = lookUp(words.fields, field) ?? field;
    if (typeof change !== 'object' || change === null) return [name, isolate(String(change))];
    return [name, words.change(text(field, change.from), text(field, change.to))];
  });
  return { text: words.edited(who), quote: null, facts };
}

function valueText(field: string, value: unknown, { activity: words, priority }: Strings): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return words.none;
  if (Array.isArray(value)) return value.map((part) => isolate(String(part))).join(words.separator);
  if (typeof value === 'object') return isolate(String((value as Named).name));
  return lookUp(field === 'priority' ? priority : {}, String(value)) ?? isolate(String(value));
}

/** What the tables of the screen say for a code; undefined for one that is newer than they are. */
export function lookUp(
  words: Readonly<Record<string, string>>,
  code: string | undefined,
): string | undefined {
  return code !== undefined && Object.hasOwn(words, code) ? words[code] : undefined;
}
