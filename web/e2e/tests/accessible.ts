import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Frame, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ALL = {};
/** Those that depend on colours. */
export const COLOURS = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** No accessibility fault, and nothing sticks out: a page that scrolls sideways has lost something at its edge. */
export async function clean(page: Page, where: string, rules: object = ALL): Promise<void> {
  for (const frame of page.frames()) {
    expect(await faults(frame, rules), where).toEqual([]);
  }
  await expectNothingBeyond(page, where);
}

/** In the second theme nothing but the colours is different. */
export async function cleanInBothThemes(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNothingFades(page, `${where}, ${colorScheme}`);
    await drawn(page);
    const rules = colorScheme === 'light' ? ALL : COLOURS;
    await clean(page, `${where}, ${colorScheme}`, rules);
  }
}

/**
 * These pages are looked at with reduced motion, so a change of theme starts no transition. One that is inherited would
 * also begin anew at each level of the page, frame after frame, and nobody could say when the colours are there.
 */
async function expectNothingFades(page: Page, where: string): Promise<void> {
  for (const frame of page.frames()) {
    const fading = await frame.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
    });
    expect(fading, `${where}: transitions despite reduced motion`).toBe(0);
  }
}

/** The colours of another theme are there, and have faded in. */
export async function drawn(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    });
  }
}

/** Neither the page nor a pane of it, which scrolls for itself, is wider than the screen. */
export async function expectNothingBeyond(page: Page, where: string): Promise<void> {
  const overhang = await page.evaluate(() => {
    const panes = [document.documentElement, ...document.querySelectorAll('main, main > div')];
    return Math.max(...panes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
  expect(overhang, `${where}: width beyond the screen`).toBeLessThanOrEqual(0);
}

/** The source is evaluated, not put in as a script element: the page's policy forbids that, as it should. */
async function faults(frame: Frame, rules: object): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
  return frame.evaluate(async (chosen) => {
    type Result = { id: string; nodes: { html: string; failureSummary: string }[] };
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Result[] }> };
    };
    const { violations } = await axe.run({ iframes: false, ...chosen });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  }, rules);
}
