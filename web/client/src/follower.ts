import type { CommandName } from './commands.ts';
import type { Answer, Payload } from './link.ts';
import { Refusal } from './refusal.ts';
import type { Connection } from './state.ts';
import { uuidV7 } from './uuid.ts';
import type { Role, Seat, Whisper } from './whisper.ts';

/** Milliseconds after which a call to a silent leader counts as lost: more than it may take itself. */
const ANSWER_TIMEOUT = 20_000;

type AnswerWhisper = Extract<Whisper, { say: 'answer' }>;

interface Call {
  resolve(answer: unknown): void;
  reject(refusal: Refusal): void;
}

/** A tab that uses the connection of another. */
export class Follower implements Role {
  readonly #seat: Seat;
  readonly #calls = new Map<string, Call>();
  #leader: string | null = null;
  #connection: Connection = { status: 'connecting' };

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return new Promise((resolve, reject) => {
      if (this.#connection.status !== 'online') return reject(Refusal.unreachable());
      const call = uuidV7();
      this.#calls.set(call, { resolve: (answer) => resolve(answer as Answer<C>), reject });
      setTimeout(() => this.#answered({ call, refusal: Refusal.unreachable().facts }), ANSWER_TIMEOUT);
      this.#seat.whisper({ say: 'ask', from: this.#seat.tab, call, name, payload });
    });
  }

  heard(whisper: Whisper): void {
    if (whisper.say === 'connection') this.#led(whisper.from, whisper.connection);
    if (whisper.say === 'answer' && whisper.to === this.#seat.tab) this.#answered(whisper);
  }

  close(): void {
    for (const { reject } of this.#calls.values()) reject(Refusal.unreachable());
    this.#calls.clear();
  }

  /** The leader's `online` is ours too. A new leader, or a new connection, knows nothing of what we asked the old. */
  #led(leader: string, connection: Connection): void {
    const isNew = leader !== this.#leader;
    if (!isNew && JSON.stringify(connection) === JSON.stringify(this.#connection)) return;
    this.close();
    this.#leader = leader;
    this.#connection = connection;
    if (isNew) this.#seat.whisper({ say: 'hello', from: this.#seat.tab });
    this.#seat.listener.connection(
      connection.status === 'online' ? { status: 'online', via: 'tab' } : connection,
    );
  }

  #answered({ call, answer, refusal }: Omit<AnswerWhisper, 'say' | 'to'>): void {
    const waiting = this.#calls.get(call);
    this.#calls.delete(call);
    if (refusal) waiting?.reject(new Refusal(refusal));
    else waiting?.resolve(answer);
  }
}
