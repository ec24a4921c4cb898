// Weighs what a visitor downloads, gzipped, and fails over budget: `npm run build`, then `npm run size`.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const root = import.meta.dirname;

const budgets = [
  { what: 'launcher', budget: 3 * KB, entry: 'widget/dist/widget.js' },
  { what: 'widget, whole chat', budget: 30 * KB, entry: 'widget/dist/app/index.html' },
  { what: 'client with its socket transport', budget: 13 * KB, entry: 'client/dist/client.js' },
];

/** The file and all it cannot start without: scripts, styles, static imports. Not what is loaded on demand. */
function needed(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, 'utf8');
  const references = file.endsWith('.html')
    ? text.matchAll(/(?:src|href)="\/widget\/([^"]+)"/g)
    : text.matchAll(/(?:^|[;}])import(?:[\w$*{}\s,]+from)?["'`]\.\/([^"'`]+)["'`]/g);
  for (const [, path] of references) needed(join(dirname(file), path), found);
  return found;
}

function weigh({ what, budget, entry }) {
  const files = [...needed(join(root, entry))];
  const parts = files.map((file) => ({ file, bytes: gzipSync(readFileSync(file), { level: 9 }).length }));
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const list = parts.map((part) => `${basename(part.file)} ${part.bytes}`).join(', ');
  const isWithin = bytes <= budget;
  process.stdout.write(`${isWithin ? 'ok  ' : 'OVER'} ${what}: ${bytes} of ${budget} bytes (${list})\n`);
  return isWithin;
}

const missing = budgets.find(({ entry }) => !existsSync(join(root, entry)));
if (missing) throw new Error(`${missing.entry} is missing: run "npm run build" first.`);
const results = budgets.map(weigh);
process.exitCode = results.every(Boolean) ? 0 : 1;
