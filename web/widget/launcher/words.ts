export const WORDS = {
  en: {
    open: 'Open support chat',
    close: 'Close support chat',
    title: 'Support chat',
    unread: (count: number) => `Open support chat, ${count} unread`,
  },
  ur: {
    open: 'مدد کی چیٹ کھولیں',
    close: 'مدد کی چیٹ بند کریں',
    title: 'مدد کی چیٹ',
    unread: (count: number) => `مدد کی چیٹ کھولیں، ${count} نئے پیغام`,
  },
};
