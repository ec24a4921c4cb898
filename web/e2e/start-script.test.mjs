// The scripts in bin/ as an operator meets them.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  assert.match(said, /Dashboard +http:\/\/127\.0\.0\.1:\d+\/dashboard\//);
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

/** @param {NodeJS.ProcessEnv} environment */
function foundJava(environment) {
  return spawnSync(
    'sh',
    ['-c', '. "$(dirname -- "$0")/lib/tools.sh"; find_java; echo "$JAVA_HOME"', join(root, 'bin/start')],
    {
      encoding: 'utf8',
      env: environment,
    },
  );
}

test('a JAVA_HOME that cannot be used is named, and so is what is used instead', (t) => {
  const empty = mkdtempSync(join(tmpdir(), 'switchboard-java-'));
  t.after(() => rmSync(empty, { recursive: true }));
  const old = join(empty, 'old jdk');
  mkdirSync(join(old, 'bin'), { recursive: true });
  cpSync('/bin/true', join(old, 'bin/javac'));
  writeFileSync(join(old, 'release'), 'JAVA_VERSION="17.0.1"\n');
  const { JAVA_HOME: _, ...others } = process.env;
  const good = foundJava(others);
  assert.equal(good.status, 0, good.stderr);
  assert.equal(good.stderr, '');
  const home = good.stdout.trim();
  assert.equal(foundJava({ ...others, JAVA_HOME: home }).stderr, '');
  for (const unusable of [empty, old, join(empty, 'missing')]) {
    const answer = foundJava({ ...others, JAVA_HOME: unusable });
    assert.equal(answer.stderr, `JAVA_HOME is ${unusable}, which is no JDK 25; using ${home}.\n`);
    assert.equal(answer.stdout.trim(), home);
  }
});

test('--help and --version answer and start nothing', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-help-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const answers = {
    '--help': /^Usage: bin\/start .*--port.*--data.*--demo/s,
    '-h': /^Usage: bin\/start /,
    '--version': /^Switchboard \d\S*\n$/,
  };
  for (const [question, answer] of Object.entries(answers)) {
    const said = spawnSync(join(root, 'bin/start'), [question], { cwd: folder, encoding: 'utf8' });
    assert.equal(said.status, 0, said.stderr);
    assert.match(said.stdout, answer);
    assert.equal(said.stderr, '');
  }
  assert.equal(existsSync(join(folder, 'data')), false);
});

test('a data folder may have any name in any locale', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-locale-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'داده $x "é"');
  const server = spawn(join(root, 'bin/start'), ['--port', '0', '--data', data], {
    env: { ...process.env, SWITCHBOARD_HOST: '127.0.0.1', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  let said = '';
  server.stdout.on('data', (text) => (said += text));
  const exit = once(server, 'exit');
  while (!said.includes('Switchboard is running')) {
    await Promise.race([once(server.stdout, 'data'), exit]);
    assert.equal(server.exitCode, null, said);
  }
  assert.equal(existsSync(join(data, 'secret')), true);
  server.kill('SIGTERM');
  await exit;
});

test('bin/admin says how it is used, and never makes a new desk by mistake', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-admin-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const admin = (/** @type {string[]} */ ...args) =>
    spawnSync(join(root, 'bin/admin'), args, { cwd: folder, encoding: 'utf8' });
  assert.equal(admin().status, 2);
  assert.equal(admin('--help').status, 0);
  assert.match(admin('--help').stdout, /^bin\/admin reset-password EMAIL/);
  const nowhere = admin('reset-password', 'admin@localhost');
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /^There is no database in .*--data\.\n$/);
  assert.deepEqual(readdirSync(folder), []);
});
