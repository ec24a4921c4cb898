import { expect, test } from 'vitest';
import { inkOn } from '../src/ui/contrast.ts';

test('black or white can be read on any colour', () => {
  for (let grey = 0; grey < 256; grey++) {
    const channel = grey.toString(16).padStart(2, '0');
    for (const color of [`#${channel.repeat(3)}`, `#${channel}0000`, `#00${channel}ff`, `#ff${channel}00`])
      expect(inkOn(color).ratio, color).toBeGreaterThanOrEqual(4.5);
  }
});

test('the most there is', () => {
  expect(inkOn('#000000')).toEqual({ ink: 'white', ratio: 21 });
  expect(inkOn('#ffffff').ink).toBe('black');
  expect(inkOn('#ffffff').ratio).toBeCloseTo(21);
});
