import { isolate as name } from '@switchboard/common/isolate.ts';
import type { Words } from '../../words.ts';

export const general: Words['general'] = {
  title: 'عمومی',
  lead: 'ڈیسک کیسے کام کرتا ہے۔ تبدیلیاں دو سیکنڈ میں، بغیر دوبارہ چلائے، لاگو ہوتی ہیں۔',
  none: 'یہاں کچھ طے کرنے کو نہیں۔',
  onlyChanged: 'صرف وہ جو طے شدہ قدر سے مختلف ہے',
  operator: 'منتظمِ سرور نے طے کیا',
  operatorHint: (variable) => `منتظمِ سرور نے ${name(variable)} سے طے کیا ہے؛ یہاں نہیں بدل سکتا۔`,
  usual: (value) => `طے شدہ: ${name(value)}`,
  between: (least, most) => `${least} سے ${most} تک۔`,
  atLeast: (least) => `کم از کم ${least}۔`,
  atMost: (most) => `زیادہ سے زیادہ ${most}۔`,
  toDefault: (setting) => `طے شدہ پر واپس: ${name(setting)}`,
  toDefaultShort: 'طے شدہ پر واپس',
  outOfRange: (least, most) => `${least} سے ${most} تک کی اجازت ہے۔`,
  on: 'چالو',
  off: 'بند',
  nothing: 'کچھ نہیں',
  conflictSame: 'انہوں نے دوسری ترتیبات بدلیں۔ آپ کی ان کے ساتھ محفوظ ہو سکتی ہیں۔',
  setting: 'ترتیب',
  sections: {
    identity: 'اکاؤنٹس اور لاگ اِن',
    requests: 'درخواستیں',
    presence: 'موجودگی',
    queue: 'قطار',
    messages: 'پیغامات',
    escalation: 'دیر سے جواب',
    languageModel: 'لینگویج ماڈل',
    bot: 'بوٹ',
    retention: 'کیا رکھا جائے',
  },
  settings: {
    'identity.leastPassword': {
      name: 'سب سے چھوٹا پاس ورڈ',
      hint: 'نئے پاس ورڈ میں کم از کم اتنے حروف۔ 12 یا دوسرا عنصر بہتر ہے۔',
    },
    'identity.secondFactorRoles': {
      name: 'کسے دوسرا عنصر چاہیے',
      hint: 'یہ کردار اس کے بغیر کام نہیں کر سکتے۔',
    },
    'identity.inviteLifetime': {
      name: 'دعوت کی مدت',
      hint: 'دعوت یا نئے پاس ورڈ کا لنک کتنی دیر چلتا ہے۔',
    },
    'identity.customerLifetime': {
      name: 'گاہک کب تک یاد رہے',
      hint: 'اتنی دیر واپس نہ آئے تو مہمان نیا گاہک ہے۔',
    },
    'identity.sessionLifetime': {
      name: 'لاگ اِن کی مدت',
      hint: 'استعمال نہ ہو تو اتنی دیر۔',
    },
    'identity.knownDeviceLifetime': {
      name: 'آلہ کب تک جانا پہچانا ہے',
      hint: 'لاگ اِن کے بعد اتنی دیر۔',
    },
    'identity.logInsPerEmail': {
      name: 'ایک ای میل کے لاگ اِن',
      hint: 'ایک نیٹ ورک سے فی منٹ کوششیں۔',
    },
    'identity.logInsPerAddress': {
      name: 'ایک نیٹ ورک سے لاگ اِن',
      hint: 'تمام اکاؤنٹس کے لیے فی منٹ کوششیں۔',
    },
    'identity.logInsPerDevice': {
      name: 'جانے پہچانے آلے سے لاگ اِن',
      hint: 'فی منٹ کوششیں۔',
    },
    'identity.codesPerHour': {
      name: 'یک وقتی کوڈ',
      hint: 'ایک اکاؤنٹ کے لیے فی گھنٹہ اتنے آزمائے جا سکتے ہیں۔',
    },
    'identity.newCustomersPerAddress': {
      name: 'ایک نیٹ ورک سے نئے گاہک',
      hint: 'فی منٹ۔',
    },
    'identity.logInsBeforeDelay': {
      name: 'لاگ اِن سست ہونے سے پہلے کوششیں',
      hint: 'ایک اکاؤنٹ کے لیے، کہیں سے بھی۔ ہر اگلی زیادہ ٹھہرتی ہے۔',
    },
    'identity.longestLogInDelay': {
      name: 'سست لاگ اِن کا سب سے لمبا انتظار',
      hint: 'کوششیں کتنی بھی ہوں۔',
    },
    'identity.logInsForgottenAfter': {
      name: 'سست لاگ اِن کی معافی',
      hint: 'آخری کوشش کے اتنی دیر بعد۔',
    },
    'requests.readsPerPerson': {
      name: 'ایک شخص کی پڑھنے کی درخواستیں',
      hint: 'فی منٹ۔',
    },
    'requests.writesPerPerson': {
      name: 'ایک شخص کی بدلنے کی درخواستیں',
      hint: 'فی منٹ۔',
    },
    'presence.agentOfflineAfter': {
      name: 'ایجنٹ کب آف لائن ہے',
      hint: 'اتنی دیر کوئی نشان نہ ملے تو گفتگوئیں قطار میں واپس جاتی ہیں۔',
    },
    'presence.attentionLasts': {
      name: 'توجہ کی مدت',
      hint: 'گفتگو کھولنے یا اس میں لکھنے کے اتنی دیر بعد تک ایجنٹ متوجہ سمجھا جاتا ہے۔',
    },
    'queue.previousAgentFirst': {
      name: 'گاہک کو جانا پہچانا ایجنٹ ملے',
      hint: 'اگر گنجائش ہو۔',
    },
    'queue.unopenedReturn': {
      name: 'نہ کھولی گئی گفتگو کی واپسی',
      hint: 'اتنی دیر نہ کھولی جائے تو قطار میں واپس۔ خالی: کبھی نہیں۔',
    },
    'messages.customerPer10Seconds': {
      name: 'گاہک کے پیغام، 10 سیکنڈ میں',
      hint: 'ایک گاہک یا شراکت دار کے۔',
    },
    'messages.customerPerMinute': {
      name: 'گاہک کے پیغام، ایک منٹ میں',
      hint: 'ایک گاہک یا شراکت دار کے۔',
    },
    'messages.agentPerMinute': {
      name: 'ایجنٹ کے پیغام، ایک منٹ میں',
      hint: 'ایک ایجنٹ کے۔',
    },
    'escalation.unansweredAsOneSeconds': {
      name: 'ایک ساتھ آئے پیغام ایک گنے جائیں',
      hint: 'جو اتنے سیکنڈ کے اندر آئیں۔ 0: ہر ایک گنا جائے۔',
    },
    'escalation.firstReplyDue': {
      name: 'پہلا جواب کب واجب ہے',
      hint: 'انسان مانگنے کے اتنی دیر بعد، جب تک کوئی ہدف کچھ اور نہ کہے۔',
    },
    'escalation.nextReplyDue': {
      name: 'ہر اگلا جواب کب واجب ہے',
      hint: 'پیغام کے اتنی دیر بعد، جب تک کوئی ہدف کچھ اور نہ کہے۔',
    },
    'escalation.departmentToldAfter': {
      name: 'شعبے کو خبر',
      hint: 'جواب واجب ہونے کے اتنی دیر بعد۔',
    },
    'escalation.adminsToldAfter': {
      name: 'تمام منتظمین کو خبر',
      hint: 'اس کے اتنی دیر بعد۔',
    },
    'languageModel.enabled': {
      name: 'لینگویج ماڈل',
      hint: 'استعمال ہوتا ہے اگر منتظمِ سرور نے بتایا ہو۔ بند: اسے کچھ نہیں بھیجا جاتا۔',
    },
    'languageModel.summaryAtHandoff': {
      name: 'منتقلی پر خلاصہ',
      hint: 'ماڈل گفتگو کا خلاصہ اس کے لیے لکھتا ہے جو اسے سنبھالے۔ گاہک اسے نہیں دیکھتا۔',
    },
    'languageModel.callsPerDay': {
      name: 'ماڈل سے فی دن سوال',
      hint: 'پورے ڈیسک کے۔ دن یو ٹی سی کا ہے۔',
    },
    'languageModel.tokensPerDay': {
      name: 'ماڈل کے فی دن ٹوکن',
      hint: 'سوال اور جواب ملا کر، جیسے ماڈل گنتا ہے۔',
    },
    'retention.languageModelRequests': {
      name: 'ماڈل کو بھیجا ہوا رکھا جائے',
      hint: 'اتنی دیر، تاکہ منتظمین دیکھ سکیں۔',
    },
    'bot.enabled': {
      name: 'پہلے بوٹ جواب دے',
      hint: 'بند ہو تو نئی گفتگو پہلے ہی پیغام سے کسی فرد کا انتظار کرتی ہے۔ کوئی سائٹ اسے اپنے لیے بند رکھ سکتی ہے۔',
    },
    'bot.answersFrom': {
      name: 'اس قربت سے جواب دے',
      hint: 'سوال آپ کے کسی سوال سے کتنا قریب ہو، فیصد میں۔',
    },
    'bot.suggestsFrom': {
      name: 'اس قربت سے پیش کرے',
      hint: 'اس سے کم پر نمائندہ پیش کیا جاتا ہے۔',
    },
    'bot.mostAnswers': {
      name: 'ایک گفتگو میں زیادہ سے زیادہ جوابات',
      hint: 'اس کے بعد کوئی فرد سنبھالتا ہے۔',
    },
    'bot.languages': {
      name: 'جن زبانوں میں جواب دے',
      hint: 'باقی کا جواب اس کی عام زبان میں ہے۔',
    },
    'bot.language': {
      name: 'اس کی عام زبان',
      hint: 'جب گاہک کی زبان معلوم نہ ہو، یا اس میں جواب نہ دیا جاتا ہو۔',
    },
    'bot.offlineReplies': {
      name: 'کوئی آن لائن نہ ہو تو جواب دے',
      hint: 'ہر بار ایک دفعہ، پیغام کے موضوع کے سانچے اور اگلے اوقات کے ساتھ۔',
    },
    'retention.closeResolvedAfter': {
      name: 'حل شدہ گفتگو کا بند ہونا',
      hint: 'اتنی دیر بعد خود بخود۔',
    },
    'retention.eventLog': {
      name: 'واقعات کا ریکارڈ',
      hint: 'اتنی دیر رکھا جاتا ہے۔ پڑھنے والے پروگرام اس سے زیادہ پیچھے نہ رہیں۔',
    },
  },
  options: {
    agent: 'ایجنٹس',
    admin: 'منتظمین',
    partner: 'شراکت دار',
    en: 'انگریزی',
    ur: 'اردو',
    'ur-Latn': 'رومن اردو',
  },
  units: {
    seconds: 'سیکنڈ',
    bytes: 'بائٹ',
    characters: 'حروف',
    messages: 'پیغام',
    percent: 'فیصد',
  },
  yours: 'آپ کی',
  theirs: 'ان کی',
};
