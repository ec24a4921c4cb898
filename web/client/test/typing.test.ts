import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Link } from '../src/link.ts';
import { Typing } from '../src/typing.ts';

const said: string[] = [];
let preview: string | undefined;
const link: Link = {
  command: async (name, payload) => {
    said.push(name);
    preview = (payload as { preview?: string }).preview;
    return {} as never;
  },
  close: () => undefined,
};

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

test('a burst of keystrokes is one start, and one stop after silence', () => {
  const typing = new Typing(() => link);
  for (let stroke = 0; stroke < 10; stroke++) {
    typing.keystroke('c');
    vi.advanceTimersByTime(200);
  }
  expect(said).toEqual(['typing.start']);
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual(['typing.start', 'typing.stop']);
});

test('who goes on typing says so before the server forgets it', () => {
  const typing = new Typing(() => link);
  for (let stroke = 0; stroke < 45; stroke++) {
    typing.keystroke('c');
    vi.advanceTimersByTime(200);
  }
  expect(said).toEqual(['typing.start', 'typing.start', 'typing.start']);
});

test('a sent message ends the typing without a word', () => {
  const typing = new Typing(() => link);
  typing.keystroke('c');
  typing.sent('c');
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual(['typing.start']);
});

test('of a long text as much is shown as the server takes', () => {
  new Typing(() => link).keystroke('c', '🙂'.repeat(5_000));
  expect(preview).toBe('🙂'.repeat(200));
});
