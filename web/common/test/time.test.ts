import { expect, test } from 'vitest';
import { day } from '../src/time.ts';

const words = { today: 'Today', yesterday: 'Yesterday' };
const now = new Date(2026, 2, 2, 0, 10).getTime();

test.each([
  [new Date(2026, 2, 2, 0, 5), 'Today'],
  [new Date(2026, 2, 1, 23, 50), 'Yesterday'],
  [new Date(2026, 2, 1, 0, 1), 'Yesterday'],
  [new Date(2026, 1, 20, 12), 'Friday, February 20'],
  [new Date(2025, 1, 20, 12), 'Thursday, February 20, 2025'],
])('%s is called %s', (at, name) => {
  expect(day(at.getTime(), now, 'en', words)).toBe(name);
});
