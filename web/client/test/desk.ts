import type { CommandName, Commands } from '../src/commands.ts';
import type { Conversation, Draft, Message, ReadMark } from '../src/contract.ts';
import type { EventFrame } from '../src/frames.ts';
import type { Answer, Link, Payload } from '../src/link.ts';
import { Refusal } from '../src/refusal.ts';

/** Pseudo-random numbers from a seed (mulberry32), so that a failing run can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A ledger with the rules of the contract, small enough to be read: what clients of a bad network talk to. */
export class Desk {
  readonly conversation: Conversation;
  readonly ledger: Message[] = [];
  readonly marks = new Map<string, ReadMark>();
  readonly #links = new Set<FaultyLink>();

  constructor(conversation: Conversation) {
    this.conversation = { ...conversation, lastSeq: 0, lastMessage: null, lastMessageAt: null };
  }

  connect(link: FaultyLink): void {
    this.#links.add(link);
  }

  append(id: string, sender: Message['sender'], content: string, picked?: string): Message {
    const known = this.ledger.find((message) => message.id === id);
    if (known) return known;
    const { id: conversationId } = this.conversation;
    const createdAt = new Date().toISOString();
    const rest = { attachments: [], replyTo: null, createdAt };
    const message: Message = {
      conversationId,
      seq: this.ledger.length + 1,
      id,
      sender,
      content,
      ...rest,
      ...(picked ? { kind: 'quick_reply', metadata: { value: picked } } : { kind: 'text', metadata: {} }),
    };
    this.ledger.push(message);
    this.conversation.lastSeq = message.seq;
    for (const link of this.#links)
      link.hear({ event: 'message.created', payload: { conversationId, message } });
    return message;
  }

  join(after: number | undefined): Commands['conversation.join']['answer'] {
    const later = this.ledger.filter(({ seq }) => seq > (after ?? this.ledger.length - 50));
    return {
      conversation: { ...this.conversation },
      messages: later.slice(0, 50),
      hasMore: after === undefined ? this.ledger.length > 50 : later.length > 50,
      readMarks: [...this.marks.values()],
      epoch: 'one',
    };
  }

  tellPosition(): void {
    const { id: conversationId, lastSeq } = this.conversation;
    for (const link of this.#links)
      link.hear({ event: 'conversation.position', payload: { conversationId, lastSeq } });
  }
}

/** Shares of what goes wrong. */
export interface Faults {
  commandLost: number;
  /** Not taken: `unavailable` or `rate_limited`. */
  commandRefused: number;
  answerLost: number;
  eventLost: number;
  eventTwice: number;
}

export const NO_FAULTS: Faults = {
  commandLost: 0,
  commandRefused: 0,
  answerLost: 0,
  eventLost: 0,
  eventTwice: 0,
};

/** A link that loses commands, answers and events, and repeats events. What arrives, arrives in order. */
export class FaultyLink implements Link {
  faults: Faults = NO_FAULTS;
  joined = false;
  readonly #desk: Desk;
  readonly #me: Message['sender'];
  readonly #random: () => number;
  readonly #heard: (frame: EventFrame) => void;

  constructor(desk: Desk, me: Message['sender'], random: () => number, heard: (frame: EventFrame) => void) {
    this.#desk = desk;
    this.#me = me;
    this.#random = random;
    this.#heard = heard;
    desk.connect(this);
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    await this.#travel();
    if (this.#random() < this.faults.commandLost) throw Refusal.unreachable();
    if (this.#random() < this.faults.commandRefused) {
      const code = this.#random() < 0.5 ? 'unavailable' : 'rate_limited';
      throw new Refusal({ code, message: 'Try again.', retryAfter: 1 });
    }
    const answer = this.#perform(name, payload);
    await this.#travel();
    if (this.#random() < this.faults.answerLost) throw Refusal.unreachable();
    return answer as Answer<C>;
  }

  hear(frame: EventFrame): void {
    if (!this.joined || this.#random() < this.faults.eventLost) return;
    const times = this.#random() < this.faults.eventTwice ? 2 : 1;
    for (let time = 0; time < times; time++) this.#heard(frame);
  }

  close(): void {
    this.joined = false;
  }

  #perform(name: CommandName, payload: unknown): unknown {
    if (name === 'conversation.join') {
      this.joined = true;
      return this.#desk.join((payload as Payload<'conversation.join'>).after);
    }
    if (name === 'conversation.open') {
      const { message } = payload as Payload<'conversation.open'>;
      if (message) this.#say(message);
      return { conversation: { ...this.#desk.conversation } };
    }
    if (name !== 'message.send') return {};
    return { message: this.#say(payload as Payload<'message.send'>) };
  }

  #say({ id, content, kind, value }: Draft): Message {
    return this.#desk.append(id, this.#me, content, kind === 'quick_reply' ? value : undefined);
  }

  #travel(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#random() * 50));
  }
}
