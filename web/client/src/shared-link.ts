import type { CommandName } from './commands.ts';
import { Follower } from './follower.ts';
import type { OutboxFrame } from './frames.ts';
import { Leader } from './leader.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { locks } from './locks.ts';
import { uuidV7 } from './uuid.ts';
import type { Role, Seat, Whisper } from './whisper.ts';

export interface SharedListener extends LinkListener {
  /** Another tab did something to a message on its way. */
  outbox(frame: OutboxFrame): void;
  /** Whether this tab has the connection from now on, and with it the duty to empty the outbox. */
  leads(leads: boolean): void;
}

/** Milliseconds that a leader may be silent when asked: a tab that the system has frozen keeps its lock. */
const PATIENCE = 5_000;
/** Milliseconds after which it is asked again. */
const CHECK = 15_000;

/**
 * One connection for all tabs of one person in a browser. Whoever holds the Web Lock `name` leads; when
 * that tab goes, the browser gives the lock to the next; when it is frozen, the next takes it.
 */
export class SharedLink implements Link {
  readonly #name: string;
  readonly #connect: (listener: LinkListener) => Link;
  readonly #listener: SharedListener;
  readonly #channel: BroadcastChannel;
  readonly #seat: Seat;
  readonly #end = new AbortController();
  #role: Role;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, connect: (listener: LinkListener) => Link, listener: SharedListener) {
    this.#name = name;
    this.#connect = connect;
    this.#listener = listener;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Whisper>) => this.#heard(data);
    this.#seat = {
      tab: uuidV7(),
      listener,
      whisper: (whisper) => this.#whisper(whisper),
      lockOf: (tab) => `${name}:${tab}`,
    };
    this.#role = new Follower(this.#seat);
    // The tab's own lock tells the leader when this tab is gone.
    this.#hold(this.#seat.lockOf(this.#seat.tab), {}, () => this.#contend());
    globalThis.document?.addEventListener('visibilitychange', this.#ask);
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return this.#role.command(name, payload);
  }

  /** Tells the other tabs what happened to a message on its way. */
  tell(frame: OutboxFrame): void {
    this.#whisper({ say: 'outbox', frame });
  }

  close(): void {
    this.#end.abort();
    clearTimeout(this.#timer);
    globalThis.document?.removeEventListener('visibilitychange', this.#ask);
    this.#role.close();
    this.#channel.close();
  }

  #contend(): void {
    this.#hold(this.#name, {}, () => this.#lead());
    this.#ask();
  }

  #lead(): void {
    clearTimeout(this.#timer);
    this.#role.close();
    this.#role = new Leader(this.#seat, this.#connect);
    this.#listener.leads(true);
  }

  /** Another tab thought that this one was frozen. */
  #stepDown(): void {
    this.#role.close();
    this.#listener.leads(false);
    this.#role = new Follower(this.#seat);
    this.#contend();
  }

  /** Is anybody leading? Silence is an answer too. */
  readonly #ask = (): void => {
    clearTimeout(this.#timer);
    if (this.#role instanceof Leader) return;
    this.#whisper({ say: 'hello', from: this.#seat.tab });
    if (!globalThis.document?.hidden) this.#timer = setTimeout(this.#takeOver, PATIENCE);
  };

  readonly #takeOver = (): void => this.#hold(this.#name, { steal: true }, () => this.#lead());

  #heard(whisper: Whisper): void {
    if (whisper.say === 'connection') this.#isLed();
    if (whisper.say === 'event') this.#listener.event(whisper.frame);
    else if (whisper.say === 'outbox') this.#listener.outbox(whisper.frame);
    else this.#role.heard(whisper);
  }

  #isLed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, CHECK);
  }

  /** Takes a Web Lock, once free, until `close()`, the tab's end or theft. Forbidden locks are free to all. */
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

  #whisper(whisper: Whisper): void {
    if (!this.#end.signal.aborted) this.#channel.postMessage(whisper);
  }
}

/** Whether this browser has what sharing needs. Without, each tab has its own connection. */
export function canShare(): boolean {
  return locks() !== undefined && 'BroadcastChannel' in globalThis;
}
