import { isolate as name } from '@switchboard/common/isolate.ts';

/** The words of the general settings. */
export const general = {
  title: 'General',
  lead: 'How the desk works. Changes take effect within two seconds, without a restart.',
  none: 'There is nothing to set.',
  onlyChanged: 'Only what differs from the default',
  operator: 'Set by the operator',
  operatorHint: (variable: string) =>
    `Set by the operator with ${name(variable)}; it cannot be changed here.`,
  usual: (value: string) => `Default: ${name(value)}`,
  between: (least: string, most: string) => `From ${least} to ${most}.`,
  atLeast: (least: string) => `At least ${least}.`,
  atMost: (most: string) => `At most ${most}.`,
  toDefault: (setting: string) => `Back to the default: ${name(setting)}`,
  toDefaultShort: 'Back to the default',
  outOfRange: (least: string, most: string) => `Allowed is ${least} to ${most}.`,
  on: 'On',
  off: 'Off',
  nothing: 'nothing',
  conflictSame: 'They changed other settings than you did. Yours can be saved beside theirs.',
  setting: 'Setting',
  sections: {
    identity: 'Accounts and log-ins',
    requests: 'Requests',
    presence: 'Presence',
    queue: 'Queue',
    messages: 'Messages',
    escalation: 'Replies that are late',
    languageModel: 'Language model',
    bot: 'Bot',
    retention: 'What is kept',
  },
  settings: {
    'identity.leastPassword': {
      name: 'Shortest password',
      hint: 'Characters that a new password has at least. 12 or a second factor are recommended.',
    },
    'identity.secondFactorRoles': {
      name: 'Who needs a second factor',
      hint: 'These roles cannot work without one.',
    },
    'identity.inviteLifetime': {
      name: 'Invites last',
      hint: 'How long a link for an invite or a new password can be used.',
    },
    'identity.customerLifetime': {
      name: 'Customers are remembered',
      hint: 'Without coming back for so long, a visitor is a new customer.',
    },
    'identity.sessionLifetime': {
      name: 'Log-ins last',
      hint: 'So long without being used.',
    },
    'identity.knownDeviceLifetime': {
      name: 'Devices are known',
      hint: 'After a log-in, for so long.',
    },
    'identity.logInsPerEmail': {
      name: 'Log-ins for one e-mail',
      hint: 'Attempts a minute, from one network.',
    },
    'identity.logInsPerAddress': {
      name: 'Log-ins from one network',
      hint: 'Attempts a minute, for all accounts together.',
    },
    'identity.logInsPerDevice': {
      name: 'Log-ins from a known device',
      hint: 'Attempts a minute.',
    },
    'identity.codesPerHour': {
      name: 'One-time codes',
      hint: 'That may be tried in an hour for one account.',
    },
    'identity.newCustomersPerAddress': {
      name: 'New customers from one network',
      hint: 'A minute.',
    },
    'identity.logInsBeforeDelay': {
      name: 'Attempts before log-ins slow down',
      hint: 'For one account, from anywhere. Each further one waits longer.',
    },
    'identity.longestLogInDelay': {
      name: 'Longest wait of a slowed log-in',
      hint: 'However many attempts there were.',
    },
    'identity.logInsForgottenAfter': {
      name: 'Slowed log-ins are forgiven',
      hint: 'So long after the last attempt.',
    },
    'requests.readsPerPerson': {
      name: 'Reading requests of one person',
      hint: 'A minute.',
    },
    'requests.writesPerPerson': {
      name: 'Changing requests of one person',
      hint: 'A minute.',
    },
    'presence.agentOfflineAfter': {
      name: 'Agents are offline',
      hint: 'After so long without a sign of life, their conversations go back to the queue.',
    },
    'presence.attentionLasts': {
      name: 'Attention lasts',
      hint: 'So long an agent counts as looking at a conversation after having it open or typing in it.',
    },
    'queue.previousAgentFirst': {
      name: 'Customers get the agent they know',
      hint: 'If there is room.',
    },
    'queue.unopenedReturn': {
      name: 'Unopened conversations go back',
      hint: 'An assignment that is not opened for so long returns to the queue. Empty: none does.',
    },
    'messages.customerPer10Seconds': {
      name: 'Customers’ messages in 10 seconds',
      hint: 'Of one customer or partner.',
    },
    'messages.customerPerMinute': {
      name: 'Customers’ messages in a minute',
      hint: 'Of one customer or partner.',
    },
    'messages.agentPerMinute': {
      name: 'Agents’ messages in a minute',
      hint: 'Of one agent.',
    },
    'escalation.unansweredAsOneSeconds': {
      name: 'Messages in a burst count once',
      hint: 'Those within so many seconds of each other. 0: each counts.',
    },
    'escalation.firstReplyDue': {
      name: 'A first reply is due',
      hint: 'So soon after a person was asked for, unless a target says otherwise.',
    },
    'escalation.nextReplyDue': {
      name: 'Every other reply is due',
      hint: 'So soon after the message, unless a target says otherwise.',
    },
    'escalation.departmentToldAfter': {
      name: 'The department is told',
      hint: 'So long after a reply was due.',
    },
    'escalation.adminsToldAfter': {
      name: 'All admins are told',
      hint: 'So long after that.',
    },
    'languageModel.enabled': {
      name: 'Language model',
      hint: 'Used where the operator has named one. Off: nothing is sent to it.',
    },
    'languageModel.summaryAtHandoff': {
      name: 'Summary at a handoff',
      hint: 'The model sums a conversation up for whoever takes it over. The customer does not see it.',
    },
    'languageModel.callsPerDay': {
      name: 'Questions to the model a day',
      hint: 'Of the whole desk. The day is UTC’s.',
    },
    'languageModel.tokensPerDay': {
      name: 'Tokens of the model a day',
      hint: 'Of questions and answers together, as the endpoint counts them.',
    },
    'retention.languageModelRequests': {
      name: 'What was sent to the model is kept',
      hint: 'So long, for admins to see.',
    },
    'bot.enabled': {
      name: 'The bot answers first',
      hint: 'Off: a new conversation waits for a person with its first message. A site can have it off by itself.',
    },
    'bot.answersFrom': {
      name: 'It answers from this score on',
      hint: 'How near a question has to come to one of yours, in percent.',
    },
    'bot.suggestsFrom': {
      name: 'It offers from this score on',
      hint: 'Below that a person is offered.',
    },
    'bot.mostAnswers': {
      name: 'Most answers in a conversation',
      hint: 'After so many a person takes over.',
    },
    'bot.languages': {
      name: 'Languages it answers in',
      hint: 'Others are answered in its usual one.',
    },
    'bot.language': {
      name: 'Its usual language',
      hint: 'Where it cannot tell the customer’s, or does not answer in it.',
    },
    'bot.offlineReplies': {
      name: 'It replies while nobody is online',
      hint: 'Once each time, with the template of what the message is about and the next hours.',
    },
    'retention.closeResolvedAfter': {
      name: 'Resolved conversations close',
      hint: 'By themselves, after so long.',
    },
    'retention.eventLog': {
      name: 'The event log is kept',
      hint: 'So long. Programs that read it must not fall behind by more.',
    },
  },
  options: {
    agent: 'Agents',
    admin: 'Admins',
    partner: 'Partners',
    en: 'English',
    ur: 'Urdu',
    'ur-Latn': 'Urdu in Latin letters',
  },
  units: {
    seconds: 'seconds',
    percent: 'percent',
    bytes: 'bytes',
    characters: 'characters',
    messages: 'messages',
  },
  yours: 'Yours',
  theirs: 'Theirs',
};
