import { describe, expect, test } from 'vitest';
import { moodIn, textIn } from '../src/conversation/sentiment.ts';
import { phrasingsOf, slugFrom, textLanguageOf } from '../src/settings/bot/questions.ts';

describe('a question that is added', () => {
  test.each([
    ['Where is my order?', 'where-is-my-order'],
    ['  Café—opening hours!  ', 'cafe-opening-hours'],
    ['Mera order kahan hai', 'mera-order-kahan-hai'],
    ['میرا آرڈر کہاں ہے؟', ''],
    ['Can I change the address after I have paid for it?', 'can-i-change-the-address-after-i-have-pa'],
    ['Can I change the address of an order that-is', 'can-i-change-the-address-of-an-order-tha'],
  ])('%s has the short name %s', (question, slug) => expect(slugFrom(question)).toBe(slug));

  test.each([
    ['en', 'en'],
    ['ur', 'ur'],
    ['ur-Latn', 'ur'],
  ])('asked in %s it is answered in %s', (language, answered) =>
    expect(textLanguageOf(language)).toBe(answered),
  );

  test('has each way in which it was asked once, the one for all first', () => {
    const asked = (content: string, seq: number) => ({ conversationId: 'c', seq, content });
    const group = {
      question: 'Do you deliver to Lahore?',
      language: 'en',
      count: 3,
      lastAskedAt: '2026-03-01T10:00:00.000Z',
      nearest: null,
      questions: [
        asked('lahore delivery? ', 2),
        asked('Do you deliver to Lahore?', 1),
        asked('lahore delivery?', 4),
      ],
    };
    expect(phrasingsOf(group)).toEqual(['Do you deliver to Lahore?', 'lahore delivery?']);
  });
});

describe('what a conversation’s metadata say', () => {
  test.each([
    ['negative', 'negative'],
    ['very_negative', 'very_negative'],
    ['furious', null],
    [{ mood: 'negative' }, null],
    [null, null],
    [undefined, null],
    [0.4, null],
  ])('of the mood: %j is %s', (sentiment, mood) => expect(moodIn(sentiment)).toBe(mood));

  test.each([
    ['order', 'order'],
    ['', undefined],
    [7, undefined],
    [{ order: true }, undefined],
  ])('as text: %j is %s', (value, text) => expect(textIn(value)).toBe(text));
});
