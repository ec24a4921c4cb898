// Drives the official JavaScript client, unmodified, through everything a desk needs of it.
// Usage: node official-client.mjs URL — prints one line a case and exits with 0 only if all have passed.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../../../web/package.json', import.meta.url));
if (!existsSync(new URL('../../../../web/node_modules/socket.io-client/package.json', import.meta.url))) {
  console.error('socket.io-client is not installed: run "npm ci" in web/ first.');
  process.exit(3);
}
const { io } = createRequire(web)('socket.io-client');

const url = process.argv[2];
const DEADLINE = 5_000;

const within = (promise, what) =>
  Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error(`waited too long for ${what}`)), DEADLINE).unref()),
  ]);
const once = (emitter, event) =>
  within(new Promise((resolve) => emitter.once(event, (...args) => resolve(args))), event);

function open(options = {}) {
  return io(url, { auth: { token: 'good' }, forceNew: true, reconnectionDelay: 10, randomizationFactor: 0, ...options });
}

async function connected(options) {
  const socket = open(options);
  await once(socket, 'connect');
  return socket;
}

const websocket = { transports: ['websocket'] };
const polling = { transports: ['polling'] };

async function talks(socket) {
  const file = Buffer.from([0, 1, 2, 253, 254, 255]);
  const answer = await socket.timeout(DEADLINE).emitWithAck('echo', { text: 'سلام 😀', file });
  assert.equal(answer.text, 'سلام 😀');
  assert.deepEqual([...answer.file], [...file]);
}

const cases = {
  async 'connects by WebSocket and is acknowledged, binary included'() {
    const socket = await connected(websocket);
    assert.equal(socket.io.engine.transport.name, 'websocket');
    await talks(socket);
    socket.disconnect();
  },
  async 'sends and gets binary as base64 by every transport if it is told to'() {
    for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
      const socket = await connected({ transports, forceBase64: true });
      for (let i = 0; i < 3; i++) await talks(socket);
      socket.disconnect();
    }
  },
  async 'connects by polling only'() {
    const socket = await connected(polling);
    for (let i = 0; i < 3; i++) await talks(socket);
    assert.equal(socket.io.engine.transport.name, 'polling');
    socket.disconnect();
  },
  async 'upgrades from polling to WebSocket without losing a message'() {
    const socket = open();
    const upgraded = new Promise((resolve) => socket.io.on('open', () => socket.io.engine.once('upgrade', resolve)));
    await once(socket, 'connect');
    const answers = [];
    for (let i = 0; i < 200; i++) {
      answers.push(socket.timeout(DEADLINE).emitWithAck('echo', i));
      if (i % 10 === 0) await answers[i];
    }
    assert.deepEqual(await Promise.all(answers), Array.from({ length: 200 }, (_, i) => i));
    await within(upgraded, 'upgrade');
    await talks(socket);
    socket.disconnect();
  },
  async 'is refused with message and data'() {
    for (const transport of [websocket, polling]) {
      const socket = open({ ...transport, auth: { token: 'bad' } });
      const [error] = await once(socket, 'connect_error');
      assert.equal(error.message, 'bad token');
      assert.deepEqual(error.data, { code: 'unauthenticated' });
      assert.equal(socket.connected, false);
      socket.disconnect();
    }
  },
  async 'is asked by the server and answers'() {
    const socket = await connected(websocket);
    socket.on('question', (text, answer) => answer(`${text}, said the client`));
    const [told] = await Promise.all([once(socket, 'answered'), socket.emit('ask', 'well')]);
    assert.deepEqual(told, ['well, said the client']);
    socket.disconnect();
  },
  async 'comes back when the connection is closed'() {
    for (const transport of [websocket, polling]) {
      const socket = await connected(transport);
      const before = socket.id;
      const [[reason]] = await Promise.all([once(socket, 'disconnect'), socket.emit('drop')]);
      assert.match(reason, /^transport/);
      await once(socket, 'connect');
      assert.notEqual(socket.id, before);
      await talks(socket);
      socket.disconnect();
    }
  },
  async 'stays away when put out, until it connects again'() {
    const socket = await connected(websocket);
    const [[reason]] = await Promise.all([once(socket, 'disconnect'), socket.emit('leave')]);
    assert.equal(reason, 'io server disconnect');
    assert.equal(socket.active, false);
    socket.connect();
    await once(socket, 'connect');
    await talks(socket);
    socket.disconnect();
  },
  async 'is in two namespaces on one connection'() {
    const one = await connected({ ...websocket, forceNew: false });
    const other = one.io.socket('/other', { auth: { token: 'good' } });
    await once(other, 'connect');
    await talks(one);
    await talks(other);
    assert.equal(one.io, other.io);
    one.disconnect();
    await talks(other);
    other.disconnect();
  },
  async 'gets pings and stays'() {
    const socket = await connected(websocket);
    for (let i = 0; i < 3; i++) await once(socket.io, 'ping');
    await talks(socket);
    socket.disconnect();
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}: ${error.stack}`);
    process.exit(1);
  }
}
process.exit(0);
