import { isolate as name } from '../isolate.ts';
import type * as en from './en.ts';

export const customerEvents: typeof en.customerEvents = {
  'queue.entered': () => 'آپ قطار میں ہیں۔',
  'queue.returned': () => 'آپ دوبارہ قطار میں ہیں، اپنی پرانی جگہ پر۔',
  'conversation.transferred': ({ agent, department = 'دوسرے شعبے' }) =>
    agent ? `${agent} نے آپ کو ${department} میں منتقل کیا` : `آپ کو ${department} میں منتقل کیا گیا`,
  'agent.joined': ({ agent = 'سپورٹ' }) => `${agent} گفتگو میں شامل ہو گئے`,
  'agent.lost': ({ agent = 'سپورٹ' }) =>
    `${agent} اب دستیاب نہیں۔ آپ دوبارہ قطار میں ہیں، اپنی پرانی جگہ پر۔`,
  'conversation.resolved': ({ agent = 'سپورٹ' }) => `${agent} نے مسئلہ حل شدہ قرار دیا`,
  'conversation.closed': ({ agent = 'سپورٹ' }) => `${agent} نے گفتگو بند کر دی`,
  'conversation.escalated': () => 'آپ کا معاملہ سینئر ٹیم کو بھیج دیا گیا ہے۔',
};

export const staffEvents: typeof en.staffEvents = {
  'queue.entered': () => 'کسی فرد کا انتظار',
  'queue.returned': () => 'دوبارہ قطار میں، پرانی جگہ پر',
  'conversation.transferred': ({ agent, department = 'دوسرے شعبے' }) =>
    agent ? `${agent} نے اسے ${department} میں منتقل کیا` : `${department} میں منتقل کی گئی`,
  'agent.joined': ({ agent = 'ایجنٹ' }) => `${agent} شامل ہو گئے`,
  'agent.lost': ({ agent = 'ایجنٹ' }) => `${agent} بہت دیر غیر حاضر رہے: گفتگو دوبارہ قطار میں، پرانی جگہ پر`,
  'conversation.resolved': ({ agent = 'ایجنٹ' }) => `${agent} نے اسے حل شدہ قرار دیا`,
  'conversation.closed': ({ agent = 'ایجنٹ' }) => `${agent} نے گفتگو بند کی`,
  'conversation.escalated': () => 'ترجیح بڑھائی گئی: سینئر سپورٹ کو بھیجا گیا',
};

export const customerRefusals: typeof en.customerRefusals = {
  reasons: {
    too_often: ({ seconds }) => `ایک ساتھ بہت زیادہ پیغامات۔ ${seconds} سیکنڈ بعد دوبارہ کوشش کریں۔`,
    too_long: ({ most }) => `بہت لمبا: ${most} حروف ممکن ہیں۔`,
    empty_message: () => 'پہلے کچھ لکھیں۔',
  },
  codes: {
    conversation_closed: 'یہ گفتگو بند ہو چکی ہے۔',
    too_large: 'یہ بہت لمبا ہے۔',
    rate_limited: 'ایک ساتھ بہت زیادہ پیغامات۔ تھوڑی دیر میں دوبارہ کوشش کریں۔',
    unavailable: 'سرور مصروف ہے۔ تھوڑی دیر میں دوبارہ کوشش کریں۔',
  },
  unknown: 'نہیں بھیجا گیا۔',
};

export const staffRefusals: typeof en.staffRefusals = {
  reasons: {
    unreachable: () => 'سرور تک رسائی نہیں ہو سکی۔',
    server_busy: () => 'سرور مصروف ہے۔ تھوڑی دیر میں دوبارہ کوشش کریں۔',
    too_often: ({ seconds }) => `ایک ساتھ بہت زیادہ۔ ${seconds} سیکنڈ بعد دوبارہ کوشش کریں۔`,
    staff_only: () => 'یہ صرف عملہ کر سکتا ہے۔',
    customers_only: () => 'یہ صرف گاہک کر سکتے ہیں۔',
    already_taken: ({ agent }) => `اب یہ ${agent} کے پاس ہے۔`,
    agent_changed: ({ agent }) => `اب یہ ${agent} کے پاس ہے۔`,
    nobody_has_it: () => 'یہ اب کسی کے پاس نہیں۔',
    agent_full: ({ agent, active, most }) =>
      `${agent} کے پاس ${most} میں سے ${active} گفتگوئیں ہیں: مزید گنجائش نہیں۔`,
    agent_offline: ({ agent }) => `${agent} آف لائن ہیں۔`,
    agent_not_online: ({ agent }) => `${agent} آن لائن نہیں۔`,
    agent_not_in_department: ({ agent, department }) => `${agent} ${department} میں نہیں۔`,
    department_not_served: () => 'آپ میں سے کوئی یہ شعبہ نہیں دیکھتا۔',
    only_active_can_be_resolved: () => 'صرف جاری گفتگو حل شدہ قرار دی جا سکتی ہے۔',
    reopen_first: () => 'پہلے گفتگو دوبارہ کھولیں۔',
    nothing_late: () => 'یہاں کسی جواب میں دیر نہیں ہوئی۔',
    rate_after_resolution: () => 'حل ہونے کے بعد ہی رائے دی جا سکتی ہے۔',
    already_rated: () => 'رائے پہلے ہی دی جا چکی ہے۔',
    too_long: ({ most }) => `بہت لمبا: ${most} حروف ممکن ہیں۔`,
    metadata_too_large: ({ mostBytes }) => `بہت بڑا: ${mostBytes} بائٹ ممکن ہیں۔`,
    empty_message: () => 'پہلے کچھ لکھیں۔',
    reason_missing: () => 'وجہ بتائیں۔',
    label_empty: () => 'ایک لیبل خالی ہے۔',
    label_twice: () => 'ایک لیبل دو بار ہے۔',
    no_such_message: () => 'ایسا کوئی پیغام نہیں۔',
    score_out_of_range: ({ least, most }) => `${least} سے ${most} تک ممکن ہے۔`,
    message_id_taken: () => 'یہ نمبر کسی اور پیغام کا ہے۔',
    changed_meanwhile: () => 'کسی اور نے پہلے بدل دیا۔',
    admins_only: () => 'یہ صرف منتظم کر سکتے ہیں۔',
    site_key_taken: () => 'یہ کلید دوسری سائٹ کی ہے۔',
    too_many_sites: ({ most }) => `زیادہ سے زیادہ ${most} سائٹس ہو سکتی ہیں۔`,
    default_site: () => 'طے شدہ سائٹ رہتی ہے۔ اسے بند کیا جا سکتا ہے۔',
    not_an_origin: () => 'یہ کسی سائٹ کا پتہ نہیں: صرف سکیم اور میزبان، بغیر راستے کے۔',
    logo_unfit: () => 'یہ تصویر موزوں نہیں۔ دوسری اور چھوٹی چنیں۔',
    set_by_operator: ({ variable }) => `منتظمِ سرور نے اسے ${variable} سے طے کیا ہے۔`,
    other_kind: () => 'یہ اس ترتیب کی قدر نہیں۔',
    not_an_option: ({ options }) => `یہ ہو سکتے ہیں: ${options}۔`,
    taken: () => 'یہ پہلے سے موجود ہے۔',
    blank: () => 'یہاں کچھ لکھیں۔',
    too_many: ({ most }) => `پہلے سے ${most} موجود ہیں: مزید کی گنجائش نہیں۔`,
    in_use: () => 'یہ ابھی استعمال میں ہے۔',
    needed: () => 'ڈیسک اس کے بغیر نہیں چل سکتا۔',
    no_such_variable: ({ name }) => `یہاں رکھنے کے لیے ${name} نام کی کوئی چیز نہیں۔`,
    either_own_or_department: () => 'یہ یا تو کسی کا اپنا ہے یا کسی شعبے کا۔',
  },
  codes: {
    unauthenticated: 'آپ کا سیشن ختم ہو گیا ہے۔',
    forbidden: 'آپ کو اس کی اجازت نہیں۔',
    not_found: 'یہ موجود نہیں، یا آپ اسے نہیں دیکھ سکتے۔',
    conflict: 'کسی اور نے اسے پہلے بدل دیا۔',
    conversation_closed: 'گفتگو بند ہے۔',
    too_large: 'یہ بہت بڑا ہے۔',
    unsupported_type: 'یہ قسم قبول نہیں کی جاتی۔',
    validation_failed: 'اس میں کوئی چیز قبول نہیں کی جا سکتی۔',
    rate_limited: 'ایک ساتھ بہت زیادہ۔ ذرا رکیں۔',
    unavailable: 'سرور مصروف ہے۔ تھوڑی دیر میں دوبارہ کوشش کریں۔',
  },
  unknown: 'سرور مصروف ہے۔ تھوڑی دیر میں دوبارہ کوشش کریں۔',
};

export const excluded: typeof en.excluded = {
  offline: 'آف لائن',
  busy: 'مصروف',
  full: 'گنجائش نہیں',
  other_department: 'دوسرا شعبہ',
};

export const routing: typeof en.routing = {
  whyThisAgent: (agent) => `${name(agent)} کے پاس کیوں؟`,
  whyWaiting: 'ابھی تک انتظار کیوں؟',
  why: {
    not_requested: 'کسی نے فرد سے بات کرنا نہیں چاہی۔',
    assigned: 'یہ کسی کے پاس ہے۔',
    resolved: 'یہ حل ہو چکی ہے۔',
    closed: 'یہ بند ہے۔',
    by_hand: 'کوئی فارغ ہے اور اسے لے سکتا ہے۔',
    about_to_be_given: 'یہ ابھی کسی کو دی جا رہی ہے۔',
    nobody_online: 'اسے دیکھنے والا کوئی آن لائن نہیں۔',
    all_busy: 'جو موجود ہیں وہ سب مصروف ہیں یا ان کے پاس پہلے ہی کافی کام ہے۔',
  },
  place: (n) => `قطار میں نمبر ${n}`,
  waitUnknown: 'انتظار نامعلوم',
  load: (has, most) => `${most} میں سے ${has}`,
  failed: 'وجوہات نہیں آ سکیں۔',
};

export const activity: typeof en.activity = {
  title: 'ڈیسک نے کیا کیا',
  failed: 'ڈیسک کی کارروائی نہیں آ سکی۔',
  given: (agent) => `${name(agent)} کو دی گئی۔`,
  givenBecause: (agent, why) => `${name(agent)} کو دی گئی: ${why}۔`,
  rules: { previous_agent: 'اس گاہک کو جانتے ہیں', only_one: 'صرف یہی فارغ تھے' },
  leastLoaded: (n) => `${n} فارغ افراد میں سب سے کم کام انہی کے پاس تھا`,
  leastLoadedSpeaking: (n, language) =>
    `${language} بولنے والے ${n} فارغ افراد میں سب سے کم کام انہی کے پاس تھا`,
  took: (who) => `${name(who)} نے قطار سے اگلی گفتگو لی۔`,
  free: 'فارغ',
  more: (n) => `${n} مزید`,
  separator: '، ',
  accepted: (who) => `${name(who)} نے قبول کی۔`,
  tookOver: (who, from) => `${name(who)} نے ${name(from)} سے لے کر سنبھالی۔`,
  gave: (who, to) => `${name(who)} نے ${name(to)} کو دی۔`,
  moved: (who, to) => `${name(who)} نے ${name(to)} کو منتقل کی۔`,
  gaveBack: (who) => `${name(who)} نے قطار میں واپس کی۔`,
  requeued: (agent) => `${name(agent)} سے واپس لی گئی۔`,
  requeuedBecause: (agent, why) => `${name(agent)} سے واپس لی گئی: ${why}۔`,
  causes: {
    agent_lost: 'بہت دیر سے غیر حاضر',
    account_closed: 'اکاؤنٹ بند ہو گیا',
    not_opened: 'وقت پر نہیں کھولی گئی',
  },
  handoff: (who) => `${name(who)} نے کسی فرد سے بات کرنا چاہی۔`,
  reopened: (who) => `${name(who)} نے دوبارہ کھولی۔`,
  escalated: (who) => `${name(who)} نے ترجیح بڑھائی۔`,
  escalatedUnanswered: 'ترجیح بڑھ گئی: کسی نے جواب نہیں دیا تھا۔',
  escalatedAfter: (messages) => `ترجیح بڑھ گئی: ${messages} پیغامات کا جواب نہیں دیا گیا تھا۔`,
  due: {
    warning: 'جواب جلد دینا ہے۔',
    agent: 'جواب میں دیر ہو گئی۔',
    department: 'اب تک جواب نہیں: شعبے کو خبر دی گئی۔',
    admins: 'اب تک جواب نہیں: تمام منتظمین کو خبر دی گئی۔',
  },
  late: 'جواب دینا ہے۔',
  acknowledged: (who) => `${name(who)} کو دیر کا علم ہے۔`,
  edited: (who) => `${name(who)} نے تبدیلی کی۔`,
  fields: {
    subject: 'موضوع',
    category: 'زمرہ',
    priority: 'ترجیح',
    department: 'شعبہ',
    labels: 'لیبل',
  },
  change: (from, to) => `${from} ← ${to}`,
  none: 'کوئی نہیں',
  unknown: (who) => `${name(who)} نے کچھ کیا جو یہ صفحہ ابھی نہیں جانتا۔`,
};
