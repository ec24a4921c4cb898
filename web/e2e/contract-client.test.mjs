// A stranger with the official Socket.IO client and nothing but the contract in hand.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { io } from 'socket.io-client';
import { Server } from './server.mjs';
import { uuidV7 } from './uuid.mjs';

/** @type {Server} */
let server;
before(
  async () => {
    server = await new Server().start();
  },
  { timeout: 300_000 },
);
after(() => server.stop());

const ways = {
  'WebSocket only': { transports: ['websocket'] },
  'polling only': { transports: ['polling'] },
  'polling, then upgraded': { transports: ['polling', 'websocket'] },
};

for (const [way, options] of Object.entries(ways)) {
  describe(way, () => {
    test('a customer opens a conversation, sends, is acknowledged after the commit, reads history by REST', async () => {
      const { token } = await newCustomer();
      const socket = await connected(options, token);
      try {
        const opened = await ask(socket, 'conversation.open', { subject: 'Order 1042', category: 'order' });
        assert.equal(opened.ok, true);
        const { id: conversationId } = opened.conversation;

        const id = uuidV7();
        const created = next(socket, 'message.created', ({ message }) => message.id === id);
        const sent = await ask(socket, 'message.send', { conversationId, id, content: 'Where is my order?' });
        assert.equal(sent.ok, true);
        assert.equal(sent.message.content, 'Where is my order?');
        assert.equal((await created).message.seq, sent.message.seq);

        const again = await ask(socket, 'message.send', {
          conversationId,
          id,
          content: 'Where is my order?',
        });
        assert.deepEqual(again, sent, 'the same id gives the first result');

        const { status, body } = await rest('GET', `/conversations/${conversationId}/messages`, { token });
        assert.equal(status, 200);
        assert.deepEqual(
          body.items.find((/** @type {{id: string}} */ message) => message.id === id),
          sent.message,
        );
        assert.deepEqual(
          body.items.map((/** @type {{seq: number}} */ message) => message.seq),
          body.items.map((/** @type {unknown} */ _, /** @type {number} */ index) => index + 1),
          'no gap',
        );
      } finally {
        socket.disconnect();
      }
    });

    test('a bad token is refused with its code', async () => {
      const socket = io(server.url, {
        ...options,
        auth: { token: 'not.a.token' },
        forceNew: true,
        reconnection: false,
      });
      const refusal = await new Promise((resolve) => socket.once('connect_error', resolve));
      socket.disconnect();
      assert.equal(refusal.data?.code, 'unauthenticated');
    });

    test("somebody else's conversation and an unknown one are the same: not found", async () => {
      const [ayesha, stranger] = [await newCustomer(), await newCustomer()];
      const opened = await rest('POST', '/conversations', { token: ayesha.token, body: { subject: 'Mine' } });
      assert.equal(opened.status, 201);
      const socket = await connected(options, stranger.token);
      try {
        for (const conversationId of [opened.body.id, uuidV7()]) {
          const answer = await ask(socket, 'conversation.join', { conversationId });
          assert.equal(answer.ok, false);
          assert.equal(answer.error.code, 'not_found');
        }
      } finally {
        socket.disconnect();
      }
    });

    test('a refused message names its field and stores nothing', async () => {
      const { token } = await newCustomer();
      const socket = await connected(options, token);
      try {
        const { conversation } = await ask(socket, 'conversation.open', {});
        const payload = { conversationId: conversation.id, id: uuidV7(), content: 'x'.repeat(5_001) };
        const answer = await ask(socket, 'message.send', payload);
        assert.equal(answer.ok, false);
        assert.equal(answer.error.code, 'validation_failed');
        assert.equal(answer.error.field, 'content');
        const { body } = await rest('GET', `/conversations/${conversation.id}/messages`, { token });
        assert.equal(
          body.items.some((/** @type {{id: string}} */ { id }) => id === payload.id),
          false,
        );
      } finally {
        socket.disconnect();
      }
    });
  });
}

test('the upgraded connection ends up on WebSocket', async () => {
  const { token } = await newCustomer();
  const socket = await connected({ transports: ['polling', 'websocket'] }, token);
  const { engine } = socket.io;
  if (engine.transport.name !== 'websocket') await new Promise((resolve) => engine.once('upgrade', resolve));
  assert.equal(engine.transport.name, 'websocket');
  const opened = await ask(socket, 'conversation.open', {});
  assert.equal(opened.ok, true);
  socket.disconnect();
});

/** @returns {Promise<{token: string, customer: {id: string}}>} */
async function newCustomer() {
  const { status, body } = await rest('POST', '/customer-sessions', { body: {} });
  assert.equal(status, 201);
  return body;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{token?: string, body?: unknown}} [call]
 */
async function rest(method, path, { token, body } = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: /** @type {any} */ (await answer.json()) };
}

/**
 * @param {object} options
 * @param {string} token
 * @returns {Promise<import('socket.io-client').Socket>}
 */
function connected(options, token) {
  const socket = io(server.url, { ...options, auth: { token }, forceNew: true, reconnection: false });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/**
 * @param {import('socket.io-client').Socket} socket
 * @param {string} command
 * @param {object} payload
 * @returns {Promise<any>}
 */
function ask(socket, command, payload) {
  return socket.timeout(10_000).emitWithAck(command, payload);
}

/**
 * @param {import('socket.io-client').Socket} socket
 * @param {string} event
 * @param {(payload: any) => boolean} matches
 * @returns {Promise<any>}
 */
function next(socket, event, matches) {
  return new Promise((resolve) => {
    socket.on(event, (payload) => matches(payload) && resolve(payload));
  });
}
