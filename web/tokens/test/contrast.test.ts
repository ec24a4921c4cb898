import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Theme = 'light' | 'dark';

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
const surfaces = ['sunken', 'canvas', 'surface', 'raised', 'hover'];

/** Text on background, at least 4.5:1 (WCAG 2.2, 1.4.3). */
const text: [string, string][] = [
  ...surfaces.flatMap((surface): [string, string][] => [
    ['text', surface],
    ['text-muted', surface],
  ]),
  ...['canvas', 'surface', 'raised'].flatMap((surface): [string, string][] => [
    ['accent', surface],
    ['success', surface],
    ['warning', surface],
    ['danger', surface],
    ['info', surface],
  ]),
  ...['accent', 'accent-hover'].map((tone): [string, string] => ['on-accent', tone]),
  ...['danger', 'danger-hover'].map((tone): [string, string] => ['on-danger', tone]),
  ...['accent', 'success', 'warning', 'danger', 'info'].map((tone): [string, string] => [
    `on-${tone}-soft`,
    `${tone}-soft`,
  ]),
];

/** Borders of controls, focus rings and dots, at least 3:1 (1.4.11). */
const graphics: [string, string][] = ['line-strong', 'focus', 'online', 'busy', 'offline'].flatMap((part) =>
  ['canvas', 'surface', 'raised'].map((surface): [string, string] => [part, surface]),
);

function colour(name: string, theme: Theme): string {
  const declared = css.match(new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
  const value = declared?.[theme === 'light' ? 1 : 2];
  if (!value) throw new Error(`tokens.css declares no --color-${name}`);
  return value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  test.each(text)('%s on %s can be read', (foreground, background) => {
    expect(contrast(colour(foreground, theme), colour(background, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphics)('%s on %s can be seen', (foreground, background) => {
    expect(contrast(colour(foreground, theme), colour(background, theme))).toBeGreaterThanOrEqual(3);
  });
});
