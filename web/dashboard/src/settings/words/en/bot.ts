import { isolate as name } from '@switchboard/common/isolate.ts';
import { count } from '../../../language/count.ts';

/** The words of the settings in `settings/bot`. */
export const bot = {
  title: 'Bot',
  lead: 'It answers new conversations at once, from your frequent questions. A person is always one click away.',
  settings: 'How it answers',

  figures: {
    title: 'What it does',
    lead: 'In the last 30 days.',
    deflection: 'Ended without a person',
    conversations: 'Conversations with the bot',
    answered: 'Answered by it',
    helped: '“Did this help?” Yes',
    notHelped: '“Did this help?” No',
    handedOff: 'Handed to a person',
    none: 'none yet',
  },

  tryIt: {
    title: 'Try it',
    lead: 'No customer sees this, and nothing is counted.',
    text: 'A question as a customer would ask it',
    submit: 'Ask the bot',
    outcomes: {
      answered: 'It would answer.',
      suggested: 'It would offer the two nearest questions, and a person.',
      person_offered: 'It would offer a person.',
      handed_off: 'It would hand over to a person.',
      replied_offline: 'It would say that nobody is there.',
    },
    because: (reason: string) => `Why: ${reason}.`,
    options: 'Offered answers',
    thresholds: (answers: string, offers: string) =>
      `It answers from ${answers} on, and offers from ${offers} on.`,
    question: 'Question',
    phrasing: 'Nearest way to ask it',
    score: 'Score',
  },

  unanswered: {
    title: 'Unanswered questions',
    lead: 'What customers asked and the bot could not answer. Alike ones stand together.',
    empty: 'No question is open.',
    emptyHint: 'What the bot cannot answer appears here.',
    asked: (n: number) => count(n, { one: 'asked once', other: 'asked # times' }),
    others: 'Asked also as',
    nearest: (question: string, score: string) => `Nearest: ${name(question)} (${score})`,
    last: (when: string) => `Last asked ${when}.`,
    conversation: 'Open the conversation',
    addQuestion: 'Add as a question',
    addPhrasing: 'Add to a question',
    entry: 'Question',
    dismiss: 'Dismiss',
    added: 'Added. The bot knows it now.',
    dismissed: 'Dismissed.',
    failed: 'That could not be done.',
  },

  answered: (n: number) => count(n, { one: 'answered once', other: 'answered # times' }),
  helped: (n: number) => count(n, { one: 'helped once', other: 'helped # times' }),
};
