/** Names for the parts of the client's types that the screens use. */
import type { Commands, Conversation, Events, Message, State, Thread, timeline } from '@switchboard/client';

export type Activity = Events['activity.created']['activity'];
export type { Conversation, Events, Message, State, Thread };
export type Sender = Message['sender'];
export type Person = NonNullable<Conversation['assignedAgent']>;
export type Priority = Conversation['priority'];
export type Status = Conversation['status'];
export type Outgoing = State['outbox'][number];
export type Connection = State['connection'];
export type Entry = ReturnType<typeof timeline>[number];
export type InboxCounts = Commands['inbox.join']['answer']['counts'];
