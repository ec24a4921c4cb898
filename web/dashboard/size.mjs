// Prints what a browser loads for the log-in page, for the desk, and for all settings, gzipped, and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = { login: 90, desk: 330, settings: 150 };
const dist = join(import.meta.dirname, 'dist');
const read = (file) => readFileSync(join(dist, file), 'utf8');
const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;

const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);
const page = read('index.html');
const login = assets.filter((file) => page.includes(file));
const desk = needed([...login, ...assets.filter((file) => /\/Desk-[^/]*$/.test(file))]);
/** The Urdu words and every screen of the settings: loaded when somebody goes there. */
const settings = assets.filter((file) => !desk.has(file));

const sizes = { login: kilobytes(login), desk: kilobytes(desk), settings: kilobytes(settings) };
for (const [name, size] of Object.entries(sizes)) {
  process.stdout.write(`dashboard ${name}: ${size.toFixed(1)} KB gzipped (budget ${BUDGET_KB[name]} KB)\n`);
  if (size > BUDGET_KB[name]) process.exitCode = 1;
}

/** These files, and whatever they import when they load; what they load later is not counted. */
function needed(files) {
  const found = new Set();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (!file.endsWith('.js')) continue;
    for (const [, name] of read(file).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g))
      open.push(`assets/${name}`);
  }
  return found;
}
