import type { CommandName } from './commands.ts';
import type { EventFrame, OutboxFrame } from './frames.ts';
import type { Link, LinkListener, Payload } from './link.ts';
import type { RefusalFacts } from './refusal.ts';
import type { Connection } from './state.ts';

/** What the tabs of a browser send to each other over a BroadcastChannel. `from` and `to` are ids of tabs. */
export type TabMessage =
  /** A tab asks who leads. */
  | { type: 'hello'; from: string }
  /** A follower asks the leader to perform a command. */
  | { type: 'request'; from: string; id: string; name: CommandName; payload: Payload<CommandName> }
  | { type: 'response'; to: string; id: string; answer?: unknown; refusal?: RefusalFacts }
  /** The leader tells how its connection is. */
  | { type: 'connection'; from: string; connection: Connection }
  | { type: 'event'; frame: EventFrame }
  | { type: 'outbox'; frame: OutboxFrame };

/** The part a tab plays: the leader has the connection, a follower uses it. */
export interface Role extends Link {
  receive(message: TabMessage): void;
}

/** What a role works with. */
export interface TabContext {
  /** This tab's id; the tab holds a Web Lock of the name `lockOf(tab)` for as long as it lives. */
  readonly tab: string;
  readonly listener: LinkListener;
  /** To all other tabs. */
  post(message: TabMessage): void;
  lockOf(tab: string): string;
}
