// The real server as its own process, started the way its operator starts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const start = resolve(import.meta.dirname, '../../bin/start');
/** Long enough for a first start that has to build everything. */
const STARTS_WITHIN_MS = 240_000;
const STOPS_WITHIN_MS = 20_000;

const password = 'correct horse battery staple';

export const admin = { name: 'Admin', email: 'admin@localhost', password };
/** The agent that `--demo` makes. Her password is her own and said once, at the first start. */
export const sana = { name: 'Sana', email: 'sana@localhost', password: '' };

/** Settings of a server as one comes: the bot answers first. */
export const withBot = { SWITCHBOARD_BOT: 'true', SWITCHBOARD_OFFLINE_REPLIES: 'true' };

export class Server {
  /** @type {Record<string, string>} */
  #settings;
  #data = mkdtempSync(join(tmpdir(), 'switchboard-e2e-'));
  /** @type {import('node:child_process').ChildProcess | null} */
  #process = null;
  #output = '';
  #port = 0;
  /** @type {Map<string, { token: string, until: number }>} */
  #tokens = new Map();

  /** @param {Record<string, string>} [settings] other than a real one's: `SWITCHBOARD_…` */
  constructor(settings = {}) {
    this.#settings = settings;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the same port and the same data as before, if there was a before. */
  async start() {
    if (this.#port === 0) this.#port = await freePort();
    this.#output = '';
    // In a group of its own, so that nothing of it can outlive the tests.
    const child = spawn(start, ['--port', String(this.#port), '--data', this.#data, '--demo'], {
      env: {
        ...process.env,
        SWITCHBOARD_ADMIN_PASSWORD: password,
        // The tests log in more often in a minute than people do.
        SWITCHBOARD_LOG_INS_PER_EMAIL: '1000',
        SWITCHBOARD_LOG_INS_PER_ADDRESS: '1000',
        // How much a log-in costs is not what they are about.
        SWITCHBOARD_PASSWORD_HASH_MEMORY: '8MB',
        SWITCHBOARD_PASSWORD_HASH_ITERATIONS: '1',
        // One that the operator has set, for the screen that says so.
        SWITCHBOARD_KNOWN_DEVICE_LIFETIME: '90d',
        // Most tests are about people: there the first message waits for one.
        SWITCHBOARD_BOT: 'false',
        SWITCHBOARD_OFFLINE_REPLIES: 'false',
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => this.#hear(String(text)));
    this.#process = child;
    await this.#ready(child);
    return this;
  }

  /** Closes whatever is open and sends everybody home: an agent's room is limited, and no test needs another's. */
  async tidy() {
    await Promise.all([sana, admin].map((account) => this.#goHome(account)));
    const token = await this.tokenOf(admin);
    const query = 'status=automated,waiting,active&limit=100';
    const { items } = await this.rest('GET', `/conversations?${query}`, undefined, token);
    for (const { id } of items) await this.rest('PUT', `/conversations/${id}/closure`, undefined, token);
  }

  /** @param {typeof admin} account */
  async #goHome(account) {
    const leave = async () =>
      this.rest('PUT', '/me/presence', { status: 'offline' }, await this.tokenOf(account));
    await leave().catch(() => {
      // The last test has ended this session, or the one before has taken too long.
      this.#tokens.delete(account.email);
      return leave();
    });
  }

  /**
   * A token to prepare and to look with, the same for a whole test: a log-in is meant to be slow.
   * @param {typeof admin} account
   * @returns {Promise<string>}
   */
  async tokenOf({ email, password }) {
    const held = this.#tokens.get(email);
    if (held && held.until > Date.now()) return held.token;
    const { token, expiresAt } = await this.rest('POST', '/sessions', { email, password });
    // Half of its life: no test begins with one that is about to end.
    this.#tokens.set(email, { token, until: (Date.now() + Date.parse(expiresAt)) / 2 });
    return token;
  }

  /**
   * What somebody of the desk has at hand now, newest first.
   * @param {typeof admin} account
   */
  async conversationsOf(account) {
    const token = await this.tokenOf(account);
    return (await this.rest('GET', '/conversations?status=active&assignee=me', undefined, token)).items;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {string} [token]
   * @returns {Promise<any>}
   */
  async rest(method, path, body, token) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }

  /** What a power cut does. */
  async kill() {
    await this.#end('SIGKILL');
  }

  async stop() {
    await this.#end('SIGTERM');
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#process;
    this.#process = null;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(child.pid, signal);
    const slow = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), STOPS_WITHIN_MS);
    await ended;
    clearTimeout(slow);
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async #ready(child) {
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`The server ended while it started:\n${this.#output}`);
      // It answers a moment before the first accounts exist; they do when it says so.
      if (this.#output.includes('Switchboard is running')) {
        const said = this.#output.match(/Log in as\s+sana@localhost\s+Password\s+(\S+)/);
        if (said?.[1]) sana.password = said[1];
        return;
      }
      await pause(100);
    }
    await this.#end('SIGKILL');
    throw new Error(`The server was not ready in time:\n${this.#output}`);
  }

  /** @param {string} text */
  #hear(text) {
    this.#output = (this.#output + text).slice(-20_000);
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
