// Makes the AOT cache: runs the server once on an empty data folder, uses it a little, stops it.
// The JVM then writes down which classes it loaded and how they are linked (JEP 514).
//
//   node train.mjs ROOT CACHE               now; says what went wrong
//   node train.mjs ROOT CACHE --beside PID  in the background of a server that was just started: lets it come up
//                                           first, takes only time nobody else wants, and ends when it does

import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [root, cache, , beside] = process.argv.slice(2);
/** Long enough for a first start. */
const COMES_UP_WITHIN_MS = 20_000;
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 120_000;

const jar = join(root, 'server/target/switchboard-server.jar');
let server;
let output = '';
let abandoned = false;

if (beside) await waitBeside(Number(beside));
const trainedOn = (await stat(jar)).mtimeMs;
const data = await mkdtemp(join(tmpdir(), 'switchboard-train-'));
try {
  await train();
  if ((await stat(jar)).mtimeMs === trainedOn) await rename(`${cache}.new`, cache);
} catch (error) {
  if (!abandoned) {
    console.error(`${error.message}\n${output}`);
    await writeFile(cache, ''); // says that none can be made from this build
    process.exitCode = 1;
  }
} finally {
  await rm(data, { recursive: true, force: true });
  await rm(`${cache}.new`, { force: true });
}

async function train() {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const ended = start(port);
  try {
    await ready(base);
    await use(base);
    server.kill('SIGTERM');
    const code = await Promise.race([ended, pause(STOP_LIMIT_MS, 'too late', { ref: false })]);
    if (code !== 0 && code !== 143) throw new Error(`the server ended with ${code}`);
  } finally {
    server.kill('SIGKILL');
    await ended;
  }
}

/** Answers with the exit code, when there is one. */
function start(port) {
  const settings = Object.entries(process.env).filter(([name]) => !name.startsWith('SWITCHBOARD_'));
  server = spawn(
    join(process.env.JAVA_HOME, 'bin', 'java'),
    [
      `@${join(root, 'bin/lib/jvm.options')}`,
      `-XX:AOTCacheOutput=${cache}.new`,
      `-Dswitchboard.home=${root}`,
      '-jar',
      jar,
      ...['--port', String(port), '--data', data, '--demo'],
    ],
    { env: { ...Object.fromEntries(settings), SWITCHBOARD_HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve) => server.once('exit', (code) => resolve(code)));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Whatever this process starts inherits its priority. */
async function waitBeside(pid) {
  setPriority(constants.priority.PRIORITY_LOW);
  setInterval(() => {
    if (isRunning(pid)) return;
    abandoned = true;
    if (!server) process.exit();
    server.kill('SIGTERM');
  }, 500).unref();
  await pause(COMES_UP_WITHIN_MS);
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ready(base) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error('the server did not become ready');
}

/** What the first minute of a real run does, so that its classes are in the cache too. */
async function use(base) {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${base}/api/v1/customer-sessions`, { method: 'POST', headers: json, body: '{}' });
  const { token } = await session.json();
  const headers = { ...json, authorization: `Bearer ${token}` };
  await fetch(`${base}/api/v1/conversations`, { method: 'POST', headers, body: '{}' });
  await fetch(`${base}/api/v1/conversations`, { headers });
  for (const path of ['/demo', '/dashboard/', '/widget/', '/widget.js', '/metrics', '/api/v1/openapi.json']) {
    await fetch(base + path);
  }
  await fetch(`${base}/socket.io/?EIO=4&transport=polling`);
}
