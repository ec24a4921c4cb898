import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventFrame, OutboxFrame } from '../../src/frames.ts';
import { Refusal } from '../../src/refusal.ts';
import { SharedLink } from '../../src/shared-link.ts';
import type { Connection } from '../../src/state.ts';
import { latestChannel, scriptedBrowser } from './browser.ts';
import { ScriptedLink, settled } from './scripted.ts';

const ONLINE: Connection = { status: 'online', via: 'websocket' };
const POSITION = { event: 'conversation.position', payload: { conversationId: 'c', lastSeq: 1 } } as const;

let locks: ReturnType<typeof scriptedBrowser>;
let tabs: Tab[];

/** One tab of the browser, and the connections it has opened. */
class Tab {
  readonly links: ScriptedLink[] = [];
  readonly connections: Connection[] = [];
  readonly events: EventFrame[] = [];
  readonly outbox: OutboxFrame[] = [];
  isLeader = false;
  readonly shared: SharedLink;
  readonly channel: ReturnType<typeof latestChannel>;

  constructor() {
    const connect = (...to: ConstructorParameters<typeof ScriptedLink>) => {
      const link = new ScriptedLink(...to);
      this.links.push(link);
      return link;
    };
    this.shared = new SharedLink('ayesha', connect, {
      connection: (connection) => this.connections.push(connection),
      event: (frame) => this.events.push(frame),
      outbox: (frame) => this.outbox.push(frame),
      leading: (isLeader) => {
        this.isLeader = isLeader;
      },
    });
    this.channel = latestChannel();
    tabs.push(this);
  }

  get link(): ScriptedLink {
    const link = this.links.at(-1);
    if (!link) throw new Error('This tab has opened no connection');
    return link;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  tabs = [];
  locks = scriptedBrowser();
});

afterEach(async () => {
  for (const { shared } of tabs) shared.close();
  await settled();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function tab(): Promise<Tab> {
  const opened = new Tab();
  await settled();
  return opened;
}

/** A tab that leads and is online, and one that follows it. */
async function pair(): Promise<[leader: Tab, follower: Tab]> {
  const leader = await tab();
  leader.link.becomes(ONLINE);
  return [leader, await tab()];
}

test('the first tab has the connection, the second uses it', async () => {
  const [leader, follower] = await pair();
  expect([leader.isLeader, follower.isLeader]).toEqual([true, false]);
  expect([leader.links.length, follower.links.length]).toEqual([1, 0]);
  expect(leader.connections).toEqual([ONLINE]);
  expect(follower.connections).toEqual([{ status: 'online', via: 'tab' }]);
});

test('a command of a follower is performed by the leader, and answered to nobody else', async () => {
  const [leader, follower] = await pair();
  const other = await tab();
  leader.link.answer = async (name) => ({ done: name });
  const [one, two] = [
    follower.shared.command('message.read', { conversationId: 'c', seq: 1 }),
    other.shared.command('message.read', { conversationId: 'd', seq: 2 }),
  ];
  expect(await Promise.all([one, two])).toEqual([{ done: 'message.read' }, { done: 'message.read' }]);
  expect(leader.link.commands.map(([, payload]) => payload)).toEqual([
    { conversationId: 'c', seq: 1 },
    { conversationId: 'd', seq: 2 },
  ]);
});

test('a refusal reaches the follower with all its facts', async () => {
  const [leader, follower] = await pair();
  const refusal = new Refusal({
    code: 'conflict',
    message: 'no',
    reason: 'agent_full',
    parameters: { most: 5 },
  });
  leader.link.answer = () => Promise.reject(refusal);
  const command = follower.shared.command('conversation.handoff', { conversationId: 'c' });
  await expect(command).rejects.toMatchObject(refusal.facts);
});

test('events and what happens to messages on their way reach every tab', async () => {
  const [leader, follower] = await pair();
  leader.link.says(POSITION);
  follower.shared.share({ local: 'sent', id: 'm' });
  await settled();
  expect([leader.events, follower.events]).toEqual([[POSITION], [POSITION]]);
  expect([leader.outbox, follower.outbox]).toEqual([[{ local: 'sent', id: 'm' }], []]);
});

test('when the leader goes, a follower leads, and what it had asked may have worked or not', async () => {
  const [leader, follower] = await pair();
  leader.link.answer = () => new Promise(() => undefined);
  const asked = follower.shared.command('conversation.handoff', { conversationId: 'c' });
  const outcome = expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  leader.shared.close();
  await settled();
  await outcome;
  expect(follower.isLeader).toBe(true);
  follower.link.becomes(ONLINE);
  expect(follower.connections.at(-1)).toEqual(ONLINE);
});

test('a new leader knows nothing of what the old one was asked', async () => {
  const [leader, second] = await pair();
  const third = await tab();
  leader.link.answer = () => new Promise(() => undefined);
  const asked = third.shared.command('conversation.handoff', { conversationId: 'c' });
  const outcome = expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  await settled();
  leader.shared.close();
  await settled();
  second.link.becomes({ status: 'connecting' });
  await outcome;
  expect([third.isLeader, third.connections.at(-1)?.status]).toEqual([false, 'connecting']);
});

test('without a leader that is online a follower sends nothing', async () => {
  const leader = await tab();
  const follower = await tab();
  const asked = follower.shared.command('conversation.handoff', { conversationId: 'c' });
  await expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  expect(leader.link.commands).toEqual([]);
});

test('a leader that answers no more is replaced, and steps down when it wakes', async () => {
  const [leader, follower] = await pair();
  const frozen = leader.link;
  leader.channel.isFrozen = true;
  await vi.advanceTimersByTimeAsync(15_000 + 5_000);
  expect(follower.isLeader).toBe(true);
  leader.channel.isFrozen = false;
  follower.link.becomes(ONLINE);
  await settled();
  expect(leader.isLeader).toBe(false);
  expect(frozen.isClosed).toBe(true);
  expect(leader.connections.at(-1)).toEqual({ status: 'online', via: 'tab' });
});

test('a request that the leader never answers is lost after a while', async () => {
  const [leader, follower] = await pair();
  leader.link.answer = () => new Promise(() => undefined);
  const asked = expect(
    follower.shared.command('conversation.handoff', { conversationId: 'c' }),
  ).rejects.toMatchObject({ code: 'unavailable' });
  await vi.advanceTimersByTimeAsync(20_000);
  await asked;
});

test('the connection leaves a conversation with the last tab that wants it', async () => {
  const [leader, follower] = await pair();
  const left = () => leader.link.commands.filter(([name]) => name === 'conversation.leave').length;
  for (const { shared } of [leader, follower])
    await shared.command('conversation.join', { conversationId: 'c' });
  await leader.shared.command('conversation.leave', { conversationId: 'c' });
  expect(left()).toBe(0);
  await follower.shared.command('conversation.leave', { conversationId: 'c' });
  expect(left()).toBe(1);
});

test('a tab that is gone wants no conversation any more', async () => {
  const [leader, follower] = await pair();
  await follower.shared.command('conversation.join', { conversationId: 'c' });
  follower.shared.close();
  await settled();
  expect(leader.link.commands.at(-1)).toEqual(['conversation.leave', { conversationId: 'c' }]);
});

test('where the browser forbids locks every tab leads for itself', async () => {
  locks.isForbidden = true;
  const [one, two] = [await tab(), await tab()];
  expect([one.isLeader, two.isLeader]).toEqual([true, true]);
});
