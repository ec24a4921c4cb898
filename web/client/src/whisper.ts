import type { CommandName } from './commands.ts';
import type { EventFrame, OutboxFrame } from './frames.ts';
import type { Link, LinkListener, Payload } from './link.ts';
import type { RefusalFacts } from './refusal.ts';
import type { Connection } from './state.ts';

/** What the tabs of a browser say to each other. `from` and `to` are ids of tabs. */
export type Whisper =
  | { say: 'hello'; from: string }
  | { say: 'ask'; from: string; call: string; name: CommandName; payload: Payload<CommandName> }
  | { say: 'answer'; to: string; call: string; answer?: unknown; refusal?: RefusalFacts }
  | { say: 'connection'; from: string; connection: Connection }
  | { say: 'event'; frame: EventFrame }
  | { say: 'outbox'; frame: OutboxFrame };

/** Either side of it: the tab that has the connection, or one that uses it. */
export interface Role extends Link {
  heard(whisper: Whisper): void;
}

/** What a role works with. */
export interface Seat {
  /** This tab's id; the tab holds a Web Lock of the name `lockOf(tab)` for as long as it lives. */
  readonly tab: string;
  readonly listener: LinkListener;
  whisper(whisper: Whisper): void;
  lockOf(tab: string): string;
}
