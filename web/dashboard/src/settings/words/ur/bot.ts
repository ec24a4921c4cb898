import { isolate as name } from '@switchboard/common/isolate.ts';
import type { Words } from '../../words.ts';

export const bot: Words['bot'] = {
  title: 'بوٹ',
  lead: 'یہ نئی گفتگوؤں کا فوراً جواب دیتا ہے، آپ کے عام سوالات سے۔ نمائندہ ہمیشہ ایک کلک پر ہے۔',
  settings: 'کیسے جواب دے',

  figures: {
    title: 'کیا کرتا ہے',
    lead: 'پچھلے 30 دنوں میں۔',
    deflection: 'نمائندے کے بغیر ختم',
    conversations: 'بوٹ سے گفتگوئیں',
    answered: 'جن میں اس نے جواب دیا',
    helped: '”کیا اس سے مدد ملی؟“ ہاں',
    notHelped: '”کیا اس سے مدد ملی؟“ نہیں',
    handedOff: 'نمائندے کو دی گئیں',
    none: 'ابھی کوئی نہیں',
  },

  tryIt: {
    title: 'آزمائیں',
    lead: 'کوئی گاہک اسے نہیں دیکھتا، اور کچھ گنا نہیں جاتا۔',
    text: 'سوال، جیسے گاہک پوچھے گا',
    submit: 'بوٹ سے پوچھیں',
    outcomes: {
      answered: 'یہ جواب دے گا۔',
      suggested: 'یہ دو قریب ترین سوالات اور نمائندہ پیش کرے گا۔',
      person_offered: 'یہ نمائندہ پیش کرے گا۔',
      handed_off: 'یہ گفتگو نمائندے کے حوالے کرے گا۔',
      replied_offline: 'یہ بتائے گا کہ کوئی موجود نہیں۔',
    },
    because: (reason) => `وجہ: ${reason}۔`,
    options: 'پیش کردہ جوابات',
    thresholds: (answers, offers) => `${answers} سے جواب دیتا ہے، ${offers} سے پیش کرتا ہے۔`,
    question: 'سوال',
    phrasing: 'پوچھنے کا قریب ترین انداز',
    score: 'قربت',
  },

  unanswered: {
    title: 'بے جواب سوالات',
    lead: 'گاہکوں نے کیا پوچھا جس کا بوٹ جواب نہ دے سکا۔ ملتے جلتے ساتھ ہیں۔',
    empty: 'کوئی سوال باقی نہیں۔',
    emptyHint: 'بوٹ جس کا جواب نہ دے سکے وہ یہاں آتا ہے۔',
    asked: (n) => `${n} بار پوچھا گیا`,
    others: 'یوں بھی پوچھا گیا',
    nearest: (question, score) => `قریب ترین: ${name(question)} (${score})`,
    last: (when) => `آخری بار ${when} پوچھا گیا۔`,
    conversation: 'گفتگو کھولیں',
    addQuestion: 'نیا سوال بنائیں',
    addPhrasing: 'کسی سوال میں شامل کریں',
    entry: 'سوال',
    dismiss: 'رہنے دیں',
    added: 'شامل ہو گیا۔ بوٹ اب اسے جانتا ہے۔',
    dismissed: 'ہٹا دیا گیا۔',
    failed: 'یہ نہیں ہو سکا۔',
  },

  answered: (n) => `${n} بار جواب`,
  helped: (n) => `${n} بار مدد`,
};
