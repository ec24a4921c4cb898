// The scripts in bin/ as an operator meets them.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const NOBODY = '65534';

/** Every file of the program with its size and time. Installed packages count by their stamps. */
function programFiles() {
  /** @type {Record<string, string>} */
  const found = {};
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name === '.git' || entry.name === 'test-results' || entry.name === 'surefire-reports')
        continue;
      if (entry.isDirectory() && entry.name === 'node_modules') continue;
      if (entry.isDirectory()) walk(path);
      else found[path] = `${statSync(path).size} ${statSync(path).mtimeMs}`;
    }
  };
  walk(root);
  for (const stamp of ['.installed', '.built']) {
    const path = join(root, 'web/node_modules', stamp);
    found[path] = String(statSync(path).mtimeMs);
  }
  return found;
}

test('a start of what is built says nothing before its addresses and writes nothing into its folder', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'switchboard-start-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const before = programFiles();
  const server = spawn(join(root, 'bin/start'), ['--port', '0', '--data', data], {
    env: { ...process.env, SWITCHBOARD_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => server.kill('SIGKILL'));
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += text));
  const exit = once(server, 'exit');
  while (!said.includes('Switchboard is running')) {
    await Promise.race([once(server.stdout, 'data'), exit]);
    assert.equal(server.exitCode, null, said);
  }
  server.kill('SIGTERM');
  const [code] = await exit;
  assert.equal(code, 143, said);
  assert.match(said.trim(), /^Log in as/);
  assert.match(said, /Dashboard +http:\/\/localhost:\d+\/dashboard\//);
  assert.deepEqual(programFiles(), before);
});

test('whoever may not write into the folder of a program that is not built is told who should build it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-start-'));
  const copy = join(folder, 'switchboard');
  t.after(() => {
    chmodSync(copy, 0o755);
    rmSync(folder, { recursive: true });
  });
  cpSync(join(root, 'bin'), join(copy, 'bin'), { recursive: true });
  cpSync(join(root, 'pom.xml'), join(copy, 'pom.xml'));
  chmodSync(folder, 0o755);
  chmodSync(copy, 0o555);
  const isRoot = process.getuid?.() === 0;
  const script = join(copy, 'bin/start');
  const [command, ...args] = isRoot
    ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', script]
    : [script];
  const answer = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(answer.status, 1, answer.stdout);
  assert.match(answer.stderr, /run bin\/build as its owner\.\n$/);
});
