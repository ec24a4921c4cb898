// Watches the sources, builds what changed, restarts what runs.
//
//   node dev.mjs ROOT [the server's arguments]

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { delimiter, join } from 'node:path';

const [root, ...args] = process.argv.slice(2);
const SETTLE_MS = 150; // an editor saves several files at once

const jars = [
  'server/target/classes',
  'socketio/target/classes',
  'server/target/lib/*',
].map((path) => join(root, path));

const run = (command, ...rest) => spawn(command, rest, { cwd: root, stdio: 'inherit' });

let server;
let stopping = false;

function startServer() {
  // With the caller's working directory, as bin/start has it: ./data means the same.
  server = spawn(
    join(process.env.JAVA_HOME, 'bin', 'java'),
    [
      `@${join(root, 'bin/lib/jvm.options')}`,
      `-Dswitchboard.home=${root}`,
      ...['-cp', jars.join(delimiter), 'chat.switchboard.Main', ...args],
    ],
    { stdio: 'inherit' },
  );
}

async function stop(child, signal = 'SIGTERM') {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function succeeds(child) {
  const [code] = await once(child, 'exit');
  return code === 0;
}

async function rebuildServer() {
  const compiled = run('./mvnw', '-q', '-B', '-ntp', '-pl', 'server', '-am', 'compile');
  if (!(await succeeds(compiled))) return;
  await stop(server);
  if (!stopping) startServer();
}

async function rebuildWidget() {
  await succeeds(run('npm', 'run', '--silent', 'build', '--prefix', 'web', '--workspace', '@switchboard/widget'));
}

/** Runs a job after its sources have settled; changes during the job run it once more. */
function whenChanged(job, ...folders) {
  let timer;
  let last = Promise.resolve();
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (last = last.then(job).catch((error) => console.error(error))), SETTLE_MS);
  };
  for (const folder of folders) {
    watch(join(root, folder), { recursive: true }, (_, file) => {
      if (!/(^|\/)(target|dist|node_modules)(\/|$)|~$|\.swp$/.test(file ?? '')) schedule();
    });
  }
}

startServer();
const port = args.includes('--port') ? args[args.indexOf('--port') + 1] : (process.env.SWITCHBOARD_PORT ?? '8080');
const dashboard = spawn(join(root, 'web/node_modules/.bin/vite'), {
  cwd: join(root, 'web/dashboard'),
  env: { ...process.env, SWITCHBOARD_URL: `http://127.0.0.1:${port}` },
  stdio: ['ignore', 'inherit', 'inherit'],
});
whenChanged(rebuildServer, 'server/src/main', 'socketio/src/main');
whenChanged(rebuildWidget, 'web/widget', 'web/client', 'web/tokens');

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all([stop(server), stop(dashboard)]);
    process.exit(0);
  });
}
