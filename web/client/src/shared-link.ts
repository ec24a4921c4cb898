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
  /** This tab has the connection from now on, and with it the duty to empty the outbox. */
  leads(): void;
}

/**
 * One connection for all tabs of one person in a browser. Whoever holds the Web Lock `name` leads; when
 * that tab goes, the browser gives the lock to the next.
 */
export class SharedLink implements Link {
  readonly #listener: SharedListener;
  readonly #channel: BroadcastChannel;
  readonly #seat: Seat;
  readonly #end = new AbortController();
  #role: Role;

  constructor(name: string, connect: (listener: LinkListener) => Link, listener: SharedListener) {
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
    this.#hold(this.#seat.lockOf(this.#seat.tab), () => this.#hold(name, () => this.#lead(connect)));
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
    this.#role.close();
    this.#channel.close();
  }

  #lead(connect: (listener: LinkListener) => Link): void {
    this.#role.close();
    this.#role = new Leader(this.#seat, connect);
    this.#listener.leads();
  }

  #heard(whisper: Whisper): void {
    if (whisper.say === 'event') this.#listener.event(whisper.frame);
    else if (whisper.say === 'outbox') this.#listener.outbox(whisper.frame);
    else this.#role.heard(whisper);
  }

  /** Takes a Web Lock, once it is free, until `close()` or the tab's end. Forbidden locks are free to all. */
  #hold(name: string, held: () => void): void {
    const { signal } = this.#end;
    const untilEnd = () =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        held();
      });
    locks()
      ?.request(name, { signal }, untilEnd)
      .catch(() => signal.aborted || held());
  }

  #whisper(whisper: Whisper): void {
    if (!this.#end.signal.aborted) this.#channel.postMessage(whisper);
  }
}

/** Whether this browser has what sharing needs. Without, each tab has its own connection. */
export function canShare(): boolean {
  return locks() !== undefined && 'BroadcastChannel' in globalThis;
}
