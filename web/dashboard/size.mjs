// Prints what a browser loads for the log-in page and for the desk, gzipped, and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = { login: 90, desk: 330 };
const dist = join(import.meta.dirname, 'dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const kilobytes = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;

const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);
const login = assets.filter((file) => page.includes(file));
const sizes = { login: kilobytes(login), desk: kilobytes(assets) };
for (const [name, size] of Object.entries(sizes)) {
  process.stdout.write(`dashboard ${name}: ${size.toFixed(1)} KB gzipped (budget ${BUDGET_KB[name]} KB)\n`);
  if (size > BUDGET_KB[name]) process.exitCode = 1;
}
