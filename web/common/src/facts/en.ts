import { isolate as name } from '../isolate.ts';
import type { EventWords } from './events.ts';
import type { RefusalWords } from './refusals.ts';

/** Events as the customer reads them. */
export const customerEvents = {
  'queue.entered': () => 'You are in the queue.',
  'queue.returned': () => 'You are back in the queue, at your old place.',
  'conversation.transferred': ({ agent, department = 'another department' }) =>
    agent ? `${agent} transferred you to ${department}` : `You were transferred to ${department}`,
  'agent.joined': ({ agent = 'Support' }) => `${agent} joined`,
  'agent.lost': ({ agent = 'Support' }) =>
    `${agent} is no longer available. You are back in the queue, at your old place.`,
  'conversation.resolved': ({ agent = 'Support' }) => `${agent} marked this as resolved`,
  'conversation.closed': ({ agent = 'Support' }) => `${agent} closed the conversation`,
  'conversation.escalated': () => 'Your case was prioritised to senior support.',
} satisfies EventWords;

/** The same events as staff reads them. */
export const staffEvents = {
  'queue.entered': () => 'Waiting for a person',
  'queue.returned': () => 'Back in the queue, at the old place',
  'conversation.transferred': ({ agent, department = 'another department' }) =>
    agent ? `${agent} transferred it to ${department}` : `Transferred to ${department}`,
  'agent.joined': ({ agent = 'Agent' }) => `${agent} joined`,
  'agent.lost': ({ agent = 'Agent' }) => `${agent} was gone too long: back in the queue, at the old place`,
  'conversation.resolved': ({ agent = 'Agent' }) => `${agent} marked this as resolved`,
  'conversation.closed': ({ agent = 'Agent' }) => `${agent} closed the conversation`,
  'conversation.escalated': () => 'Escalated: prioritised to senior support',
} satisfies EventWords;

/** What a customer's own messages can be refused for. */
export const customerRefusals: RefusalWords = {
  reasons: {
    too_often: ({ seconds }) => `Too many messages at once. Try again in ${seconds} s.`,
    too_long: ({ most }) => `Too long: ${most} characters are possible.`,
    empty_message: () => 'Write something first.',
  },
  codes: {
    conversation_closed: 'This conversation is closed.',
    too_large: 'This is too long.',
    rate_limited: 'Too many messages at once. Try again in a moment.',
    unavailable: 'The server is busy. Try again in a moment.',
  },
  unknown: 'Not sent.',
};

/** What staff can be refused for. */
export const staffRefusals: RefusalWords = {
  reasons: {
    unreachable: () => 'The server could not be reached.',
    server_busy: () => 'The server is busy. Try again in a moment.',
    too_often: ({ seconds }) =>
      `Too many at once. Try again in ${seconds} ${seconds === '1' ? 'second' : 'seconds'}.`,
    staff_only: () => 'Only staff may do this.',
    customers_only: () => 'Only customers may do this.',
    already_taken: ({ agent }) => `${agent} has it now.`,
    agent_changed: ({ agent }) => `${agent} has it now.`,
    nobody_has_it: () => 'Nobody has it any more.',
    agent_full: ({ agent, active, most }) => `${agent} has ${active} of ${most} conversations: no more fit.`,
    agent_offline: ({ agent }) => `${agent} is offline.`,
    agent_not_online: ({ agent }) => `${agent} is not online.`,
    agent_not_in_department: ({ agent, department }) => `${agent} is not in ${department}.`,
    department_not_served: () => 'Nobody of yours serves this department.',
    only_active_can_be_resolved: () => 'Only an active conversation can be resolved.',
    reopen_first: () => 'Reopen the conversation first.',
    nothing_late: () => 'No answer is late here.',
    rate_after_resolution: () => 'It can be rated once it is resolved.',
    already_rated: () => 'It is rated already.',
    too_long: ({ most }) => `Too long: ${most} characters are possible.`,
    metadata_too_large: ({ mostBytes }) => `Too large: ${mostBytes} bytes are possible.`,
    empty_message: () => 'Write something first.',
    reason_missing: () => 'Give a reason.',
    label_empty: () => 'A label is empty.',
    label_twice: () => 'A label is there twice.',
    no_such_message: () => 'There is no such message.',
    score_out_of_range: ({ least, most }) => `From ${least} to ${most} are possible.`,
    message_id_taken: () => 'Another message has this number.',
    email_taken: () => 'Another account has this e-mail.',
    last_admin: () => 'The last active admin stays one. Make somebody else an admin first.',
    account_inactive: () => 'This account is deactivated. Activate it first.',
    has_password: () => 'This account has a password already. Make a link to reset it instead.',
    step_up_required: () => 'This needs your password once more.',
    second_factor_required: () => 'Your role needs a second factor.',
    wrong_password: () => 'That is not your password.',
    code_needed: () => 'Enter the six digits of your app, or a recovery code.',
    wrong_code: () => 'That code is wrong, or was used already.',
    no_pending_secret: () => 'Begin again: no app waits for its first code.',
    no_second_factor: () => 'This account has no second factor.',
    no_such_thing: () => 'It does not exist any more, or is not active.',
    changed_meanwhile: () => 'Somebody else changed it first.',
    admins_only: () => 'Only admins may do this.',
    site_key_taken: () => 'Another site has this key.',
    too_many_sites: ({ most }) => `There can be at most ${most} sites.`,
    default_site: () => 'The default site stays. It can be turned off.',
    not_an_origin: () => 'This is no address such as https://shop.example.',
    logo_unfit: () => 'This picture does not fit. Use a smaller PNG or WebP.',
    set_by_operator: ({ variable }) => `The operator has set it with ${variable}.`,
    other_kind: () => 'This is no value for this setting.',
    not_an_option: ({ options }) => `Possible are: ${options}.`,
    taken: () => 'There is one with this already.',
    blank: () => 'Write something here.',
    too_many: ({ most }) => `There are ${most} already: no more are possible.`,
    in_use: () => 'It is still in use.',
    needed: () => 'The desk cannot do without it.',
    no_such_variable: ({ name }) => `There is nothing called ${name} to put here.`,
    either_own_or_department: () => "It is either somebody's own or a department's.",
  },
  codes: {
    unauthenticated: 'Your session has ended.',
    forbidden: 'You are not allowed to do this.',
    not_found: 'It does not exist, or it is not yours to see.',
    conflict: 'Somebody else changed it first.',
    conversation_closed: 'The conversation is closed.',
    too_large: 'That is too large.',
    unsupported_type: 'This type is not accepted.',
    validation_failed: 'Something in it is not accepted.',
    rate_limited: 'Too many at once. Wait a moment.',
    unavailable: 'The server is busy. Try again in a moment.',
  },
  unknown: 'The server is busy. Try again in a moment.',
};

/** Why agents get no conversation just now. */
export const excluded = {
  offline: 'Offline',
  busy: 'Busy',
  full: 'Full',
  other_department: 'Another department',
};

export const routing = {
  whyThisAgent: (agent: string) => `Why ${name(agent)}?`,
  whyWaiting: 'Why is it still waiting?',
  why: {
    not_requested: 'Nobody has asked for a person.',
    assigned: 'Somebody has it.',
    resolved: 'It is resolved.',
    closed: 'It is closed.',
    by_hand: 'Somebody is free and can take it.',
    about_to_be_given: 'It is about to be given to somebody.',
    nobody_online: 'Nobody who serves it is online.',
    all_busy: 'Everybody who is here is busy or has enough to do.',
  },
  place: (n: number) => `Place ${n} in the queue`,
  waitUnknown: 'wait unknown',
  load: (has: number, most: number) => `${has} of ${most}`,
  failed: 'The reasons could not be loaded.',
};

export const activity = {
  title: 'What the desk did',
  failed: 'What the desk did could not be loaded.',
  given: (agent: string) => `Given to ${name(agent)}.`,
  givenBecause: (agent: string, why: string) => `Given to ${name(agent)}, who ${why}.`,
  rules: { previous_agent: 'knows this customer', only_one: 'was the only one free' },
  leastLoaded: (n: number) => `had the least to do of ${n} who were free`,
  leastLoadedSpeaking: (n: number, language: string) =>
    `had the least to do of ${n} who were free and speak ${language}`,
  took: (who: string) => `${name(who)} took the next in the queue.`,
  free: 'Free',
  more: (n: number) => `${n} more`,
  separator: ', ',
  accepted: (who: string) => `${name(who)} accepted it.`,
  tookOver: (who: string, from: string) => `${name(who)} took it over from ${name(from)}.`,
  gave: (who: string, to: string) => `${name(who)} gave it to ${name(to)}.`,
  moved: (who: string, to: string) => `${name(who)} moved it to ${name(to)}.`,
  gaveBack: (who: string) => `${name(who)} gave it back to the queue.`,
  requeued: (agent: string) => `Taken back from ${name(agent)}.`,
  requeuedBecause: (agent: string, why: string) => `Taken back from ${name(agent)}: ${why}.`,
  causes: {
    agent_lost: 'gone for too long',
    account_closed: 'the account was closed',
    not_opened: 'not opened in time',
  },
  handoff: (who: string) => `${name(who)} asked for a person.`,
  reopened: (who: string) => `${name(who)} reopened it.`,
  escalated: (who: string) => `${name(who)} escalated it.`,
  escalatedUnanswered: 'Escalated: nobody had answered.',
  escalatedAfter: (messages: number) => `Escalated: ${messages} messages without an answer.`,
  due: {
    warning: 'An answer is due soon.',
    agent: 'The answer is late.',
    department: 'Still no answer: the department is told.',
    admins: 'Still no answer: all admins are told.',
  },
  late: 'An answer is due.',
  acknowledged: (who: string) => `${name(who)} knows that the answer is late.`,
  edited: (who: string) => `${name(who)} changed it.`,
  fields: {
    subject: 'Subject',
    category: 'Category',
    priority: 'Priority',
    department: 'Department',
    labels: 'Labels',
  },
  change: (from: string, to: string) => `${from} → ${to}`,
  none: 'none',
  unknown: (who: string) => `${name(who)} did something that this page does not know yet.`,
};
