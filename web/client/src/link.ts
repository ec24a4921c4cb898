import type { CommandName, Commands } from './commands.ts';
import type { EventFrame } from './frames.ts';
import type { Connection } from './state.ts';

export type Payload<C extends CommandName> = Commands[C]['payload'];
export type Answer<C extends CommandName> = Commands[C]['answer'];

/** A way to the server: a socket, plain requests, or another tab's socket. */
export interface Link {
  /** Rejects with a Refusal; `unavailable` when the answer got lost: then it may have worked or not. */
  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>>;
  close(): void;
}

/** Who uses a link hears this from it. */
export interface LinkListener {
  /** Each `online` begins anew: the server knows of no joined conversation then. */
  connection(connection: Connection): void;
  event(frame: EventFrame): void;
}
