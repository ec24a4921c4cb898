import { expect, test } from 'vitest';
import { mailLink } from '../src/conversation/mailLink.ts';

test.each([
  ['ayesha@example.com', 'mailto:ayesha@example.com'],
  ['ayesha.khan+shop@mail.example.co.uk', 'mailto:ayesha.khan%2Bshop@mail.example.co.uk'],
  ["o'brien@example.com", "mailto:o'brien@example.com"],
  ['admin@localhost', 'mailto:admin@localhost'],
  ['عائشہ@مثال.pk', `mailto:${encodeURIComponent('عائشہ')}@${encodeURIComponent('مثال.pk')}`],
])('%s begins a mail to that address', (address, link) => {
  expect(mailLink(address)).toBe(link);
});

test.each([
  'a@example.com?bcc=everybody@evil.example',
  'a@example.com?subject=x&body=y',
  'a?bcc=b@evil.example',
  'a%3Fbcc=b@evil.example',
  'a@example.com,b@evil.example',
  'a@example.com;b@evil.example',
  'a@example.com&cc=b@evil.example',
  'a@example.com#x',
  'a@example.com%0Abcc:b@evil.example',
  'a@example.com\nbcc:b@evil.example',
  '"a b"@example.com',
  'a b@example.com',
  'a@b@example.com',
  'javascript:alert(1)//@example.com',
  '<script>@example.com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(300)}`,
  'a@.example.com',
  'a@example.com.',
  '@example.com',
  'a@',
  'a',
  '',
])('%j is text and no link', (address) => {
  expect(mailLink(address)).toBeNull();
});
