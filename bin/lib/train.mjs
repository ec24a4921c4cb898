// Makes the AOT cache: runs the server once on an empty data folder, uses it a little, stops it.
// The JVM then writes down which classes it loaded and how they are linked (JEP 514).
//
//   node train.mjs ROOT CACHE

import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [root, cache] = process.argv.slice(2);
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 120_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const data = await mkdtemp(join(tmpdir(), 'switchboard-train-'));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const settings = Object.entries(process.env).filter(([name]) => !name.startsWith('SWITCHBOARD_'));
const server = spawn(
  join(process.env.JAVA_HOME, 'bin', 'java'),
  [
    `@${join(root, 'bin/lib/jvm.options')}`,
    `-XX:AOTCacheOutput=${cache}.new`,
    `-Dswitchboard.home=${root}`,
    '-jar',
    join(root, 'server/target/switchboard-server.jar'),
    ...['--port', String(port), '--data', data, '--demo'],
  ],
  { env: { ...Object.fromEntries(settings), SWITCHBOARD_HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'] },
);
let output = '';
for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (output += text));
const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));

try {
  await ready();
  await use();
  server.kill('SIGTERM');
  const code = await Promise.race([ended, pause(STOP_LIMIT_MS, 'too late', { ref: false })]);
  if (code !== 0 && code !== 143) throw new Error(`the server ended with ${code}`);
  await rename(`${cache}.new`, cache);
} catch (error) {
  console.error(`${error.message}\n${output}`);
  process.exitCode = 1;
} finally {
  server.kill('SIGKILL');
  await ended;
  await rm(data, { recursive: true, force: true });
  await rm(`${cache}.new`, { force: true });
}

async function ready() {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error('the server did not become ready');
}

/** What the first minute of a real run does, so that its classes are in the cache too. */
async function use() {
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
