import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Frame, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No accessibility fault, and nothing sticks out: a page that scrolls sideways has lost something at its edge. */
export async function clean(page: Page, where: string): Promise<void> {
  for (const frame of page.frames()) {
    expect(await faults(frame), where).toEqual([]);
  }
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overhang, `${where}: width beyond the screen`).toBeLessThanOrEqual(0);
}

/** The source is evaluated, not put in as a script element: the page's policy forbids that, as it should. */
async function faults(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    type Result = { id: string; nodes: { html: string; failureSummary: string }[] };
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Result[] }> };
    };
    const { violations } = await axe.run({ iframes: false });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  });
}
