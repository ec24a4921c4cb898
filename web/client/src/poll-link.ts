import type { Api } from './api.ts';
import type { CommandName, JoinAnswer } from './commands.ts';
import type { Conversation, Message, ReadMark } from './contract.ts';
import type { EventFrame } from './frames.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import type { retry } from './retry.ts';
import type { Connection } from './state.ts';

type Retry = typeof retry;

/** Seconds a poll waits for news at the server. */
const WAIT = 25;
/** Milliseconds for any request, a poll that waits included. */
const TIMEOUT = 2_000 * WAIT;

/** The list of all conversations is only ever pushed: see `direct-link.ts`. Each request brings its own token. */
type Polled = Exclude<CommandName, 'inbox.join' | 'session.renew'>;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The way when sockets fail: commands as REST calls, news by one long poll per joined conversation. */
export class PollLink implements Link {
  readonly #api: Api;
  readonly #listener: LinkListener;
  readonly #retry: Retry;
  readonly #end = new AbortController();
  /** The last `seq` seen, by joined conversation. */
  readonly #joined = new Map<string, number>();

  /** @param retry handed in, so that this file, which is loaded when it is needed, imports nothing */
  constructor(api: Api, listener: LinkListener, retry: Retry) {
    this.#api = api;
    this.#listener = listener;
    this.#retry = retry;
    void this.#begin();
  }

  async command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    return (await this.#perform(name as Polled, payload as Payload<Polled>)) as Answer<C>;
  }

  close(): void {
    this.#end.abort();
    this.#joined.clear();
  }

  /** `online` only once a request has come through: the network may be gone altogether. */
  async #begin(): Promise<void> {
    await this.#try(() => this.#get('/me'));
    this.#report({ status: 'online', via: 'rest' });
  }

  #perform(name: Polled, payload: Payload<Polled>): Promise<unknown> {
    if (name === 'conversation.open') return this.#open(payload as Payload<'conversation.open'>);
    if (name === 'presence.set') return this.#api.request('PUT', '/me/presence', { body: payload });
    if (name === 'queue.next') return this.#api.request('POST', '/queue/next', { body: payload });
    const { conversationId, ...body } = payload as { conversationId: string };
    const path = `/conversations/${conversationId}`;
    switch (name) {
      case 'conversation.join':
        return this.#join(conversationId, (body as { after?: number }).after);
      case 'conversation.leave':
        this.#joined.delete(conversationId);
        return Promise.resolve({});
      case 'typing.start':
      case 'typing.stop':
        return Promise.resolve({});
      case 'message.send':
        return this.#api.request('POST', `${path}/messages`, { body }).then((message) => ({ message }));
      case 'message.read':
        return this.#api.request('PUT', `${path}/read`, { body });
      case 'conversation.handoff':
        return this.#changing('POST', `${path}/handoff`);
      case 'conversation.assign':
        return this.#changing('PUT', `${path}/assignment`, body);
      case 'conversation.resolve':
        return this.#changing('PUT', `${path}/resolution`, body);
      case 'conversation.reopen':
        return this.#changing('DELETE', `${path}/resolution`);
      case 'conversation.close':
        return this.#changing('PUT', `${path}/closure`, body);
      case 'conversation.escalate':
        return this.#changing('POST', `${path}/escalation`, body);
      case 'conversation.acknowledge':
        return this.#changing('PUT', `${path}/acknowledgement`);
      case 'conversation.rate':
        return this.#changing('PUT', `${path}/rating`, body);
    }
  }

  async #open(request: Payload<'conversation.open'>): Promise<Answer<'conversation.open'>> {
    return {
      conversation: await this.#api.request<Conversation>('POST', '/conversations', { body: request }),
    };
  }

  async #changing(method: string, path: string, body?: unknown): Promise<{ conversation: Conversation }> {
    return { conversation: await this.#api.request<Conversation>(method, path, { body }) };
  }

  async #join(id: string, after: number | undefined): Promise<JoinAnswer> {
    const query = after === undefined ? '' : `?after=${after}`;
    const [conversation, page, readMarks] = await Promise.all([
      this.#get<Conversation>(`/conversations/${id}`),
      this.#get<Page<Message>>(`/conversations/${id}/messages${query}`),
      this.#get<Page<ReadMark>>(`/conversations/${id}/read`),
    ]);
    const last = page.items.at(-1)?.seq ?? after ?? 0;
    const isNew = !this.#joined.has(id);
    this.#joined.set(id, last);
    if (isNew) void this.#follow(id);
    return {
      conversation,
      messages: page.items,
      hasMore: page.nextCursor !== null,
      readMarks: readMarks.items,
      epoch: '',
    };
  }

  async #follow(id: string): Promise<void> {
    while (this.#joined.has(id)) await this.#try(() => this.#poll(id));
  }

  #try(task: () => Promise<void>): Promise<void> {
    return this.#retry(task, this.#end.signal).catch((refusal) => {
      this.#joined.clear();
      this.#report({ status: 'signed_out', refusal: refusal.facts });
    });
  }

  async #poll(id: string): Promise<void> {
    const after = this.#joined.get(id) ?? 0;
    const page = await this.#get<Page<Message>>(`/conversations/${id}/messages?after=${after}&wait=${WAIT}`);
    for (const message of page.items) {
      this.#emit({ event: 'message.created', payload: { conversationId: id, message } });
      this.#joined.set(id, message.seq);
    }
    const conversation = await this.#get<Conversation>(`/conversations/${id}`);
    this.#emit({ event: 'conversation.updated', payload: { conversation } });
    const marks = await this.#get<Page<ReadMark>>(`/conversations/${id}/read`);
    for (const mark of marks.items)
      this.#emit({ event: 'messages.read', payload: { conversationId: id, mark } });
  }

  #get<T>(path: string): Promise<T> {
    return this.#api.request<T>('GET', path, { signal: this.#end.signal, timeout: TIMEOUT });
  }

  #report(connection: Connection): void {
    if (!this.#end.signal.aborted) this.#listener.connection(connection);
  }

  #emit(frame: EventFrame): void {
    if (!this.#end.signal.aborted) this.#listener.event(frame);
  }
}
