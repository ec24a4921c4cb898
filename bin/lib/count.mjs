// Adds up the reports of all test runners, prints "N passed, N failed, N skipped" as the last line,
// and ends with 0 only if nothing failed.
//
//   node count.mjs ROOT BROKEN     BROKEN: checks that failed without a report of their own

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [root, broken] = process.argv.slice(2);
const sum = { passed: 0, failed: Number(broken), skipped: 0 };

function add(name, { passed, failed, skipped }) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}

function json(file) {
  const path = join(root, 'web/test-results', file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Maven's surefire: one file for each class, the counts in the attributes of its root. */
function surefire(module) {
  const folder = join(root, module, 'target/surefire-reports');
  if (!existsSync(folder)) return;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name))) {
    const [suite] = readFileSync(join(folder, file), 'utf8').match(/<testsuite\b[^>]*>/) ?? [''];
    const count = (attribute) => Number(suite.match(new RegExp(` ${attribute}="(\\d+)"`))?.[1] ?? 0);
    const failed = count('failures') + count('errors');
    counts.failed += failed;
    counts.skipped += count('skipped');
    counts.passed += count('tests') - failed - count('skipped');
  }
  add(`Java, ${module}`, counts);
}

function vitest() {
  const report = json('vitest.json');
  if (!report) return;
  // A file that cannot even be loaded has no tests to fail.
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  add('TypeScript', {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

function playwright() {
  const report = json('playwright.json');
  if (!report) return;
  const { expected, unexpected, flaky, skipped } = report.stats;
  // Errors are those outside of any test, such as a server that did not start.
  add('Browser', { passed: expected, failed: unexpected + flaky + report.errors.length, skipped });
}

function contract() {
  const path = join(root, 'web/test-results/contract.xml');
  if (!existsSync(path)) return;
  const cases = readFileSync(path, 'utf8').match(/<testcase\b[^>]*\/>|<testcase\b[\s\S]*?<\/testcase>/g) ?? [];
  const failed = cases.filter((text) => text.includes('<failure')).length;
  const skipped = cases.filter((text) => text.includes('<skipped')).length;
  add('Official client', { passed: cases.length - failed - skipped, failed, skipped });
}

console.log();
['socketio', 'server', 'bench'].forEach(surefire);
vitest();
contract();
playwright();
if (Number(broken) > 0) console.log(`Checks: ${broken} failed, see above`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;
