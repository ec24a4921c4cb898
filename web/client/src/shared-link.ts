import type { CommandName } from './commands.ts';
import { Follower } from './follower.ts';
import type { OutboxFrame } from './frames.ts';
import { Leader } from './leader.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { locks } from './locks.ts';
import type { Role, TabContext, TabMessage } from './tab-message.ts';
import { uuidV7 } from './uuid.ts';

export interface SharedListener extends LinkListener {
  /** Another tab did something to a message on its way. */
  outbox(frame: OutboxFrame): void;
  /** Whether this tab is the leader from now on: it has the connection, and sends what is in the outbox. */
  leading(isLeader: boolean): void;
}

/** Milliseconds for a leader to answer. A tab that the system has frozen keeps its lock and does not answer. */
const LEADER_TIMEOUT = 5_000;
/** Milliseconds between two questions to a leader. */
const CHECK_INTERVAL = 15_000;

/**
 * One connection for all tabs of one person in a browser. Whoever holds the Web Lock `name` leads; when
 * that tab goes, the browser gives the lock to the next; when it is frozen, the next takes it.
 */
export class SharedLink implements Link {
  readonly #name: string;
  readonly #connect: (listener: LinkListener) => Link;
  readonly #listener: SharedListener;
  readonly #channel: BroadcastChannel;
  readonly #context: TabContext;
  readonly #end = new AbortController();
  #role: Role;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, connect: (listener: LinkListener) => Link, listener: SharedListener) {
    this.#name = name;
    this.#connect = connect;
    this.#listener = listener;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#receive(data);
    this.#context = {
      tab: uuidV7(),
      listener,
      post: (message) => this.#post(message),
      lockOf: (tab) => `${name}:${tab}`,
    };
    this.#role = new Follower(this.#context);
    // The tab's own lock tells the leader when this tab is gone.
    this.#hold(this.#context.lockOf(this.#context.tab), {}, () => this.#contend());
    globalThis.document?.addEventListener('visibilitychange', this.#check);
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return this.#role.command(name, payload);
  }

  /** Tells the other tabs what happened to a message on its way. */
  share(frame: OutboxFrame): void {
    this.#post({ type: 'outbox', frame });
  }

  close(): void {
    this.#end.abort();
    clearTimeout(this.#timer);
    globalThis.document?.removeEventListener('visibilitychange', this.#check);
    this.#role.close();
    this.#channel.close();
  }

  #contend(): void {
    this.#hold(this.#name, {}, () => this.#lead());
    this.#check();
  }

  #lead(): void {
    clearTimeout(this.#timer);
    this.#role.close();
    this.#role = new Leader(this.#context, this.#connect);
    this.#listener.leading(true);
  }

  /** Another tab has stolen the lock: it thought that this one was frozen. */
  #stepDown(): void {
    this.#role.close();
    this.#listener.leading(false);
    this.#role = new Follower(this.#context);
    this.#contend();
  }

  /** Asks whether a leader is alive; takes its place if it does not answer. */
  readonly #check = (): void => {
    clearTimeout(this.#timer);
    if (this.#role instanceof Leader) return;
    this.#post({ type: 'hello', from: this.#context.tab });
    if (!globalThis.document?.hidden) this.#timer = setTimeout(this.#takeOver, LEADER_TIMEOUT);
  };

  readonly #takeOver = (): void => this.#hold(this.#name, { steal: true }, () => this.#lead());

  #receive(message: TabMessage): void {
    if (message.type === 'connection') this.#leaderAnswered();
    if (message.type === 'event') this.#listener.event(message.frame);
    else if (message.type === 'outbox') this.#listener.outbox(message.frame);
    else this.#role.receive(message);
  }

  #leaderAnswered(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#check, CHECK_INTERVAL);
  }

  /**
   * Holds a Web Lock from when it is free until `close()`, the end of the tab, or until another tab steals it. Where the
   * browser forbids locks, every tab leads for itself.
   */
  #hold(name: string, options: LockOptions, held: () => void): void {
    const { signal } = this.#end;
    let isHeld = false;
    const untilEnd = () =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        isHeld = true;
        held();
      });
    locks()
      ?.request(name, options.steal ? options : { signal }, untilEnd)
      .catch(() => {
        if (signal.aborted) return;
        if (isHeld) this.#stepDown();
        else held();
      });
  }

  #post(message: TabMessage): void {
    if (!this.#end.signal.aborted) this.#channel.postMessage(message);
  }
}

/** Whether this browser has what sharing needs. Without, each tab has its own connection. */
export function canShare(): boolean {
  return locks() !== undefined && 'BroadcastChannel' in globalThis;
}
