import { Api } from './api.ts';
import type { CommandName } from './commands.ts';
import type { EventFrame } from './frames.ts';
import type { Answer, Link, LinkListener, Payload } from './link.ts';
import { retry } from './retry.ts';
import type { Session } from './session.ts';
import { type OpenSocket, SocketLink } from './socket-link.ts';
import type { Connection } from './state.ts';

/** After so many failed attempts of the socket, requests take its place while it goes on trying. */
const ATTEMPTS = 3;

/** This page's own way to the server: a socket, and polling for as long as sockets fail. */
export class DirectLink implements Link {
  readonly #api: Api;
  readonly #listener: LinkListener;
  readonly #socket: Link;
  #poll: Link | null = null;
  #wantsPoll = false;
  #polling = false;

  constructor(
    server: string,
    session: Session,
    listener: LinkListener,
    open?: OpenSocket,
    api = new Api(server, session),
  ) {
    this.#api = api;
    this.#listener = listener;
    const connection = (connection: Connection) => this.#socketIs(connection);
    const event = (frame: EventFrame) => listener.event(frame);
    this.#socket = new SocketLink(server, session, { connection, event }, open);
  }

  command<C extends CommandName>(name: C, payload: Payload<C>): Promise<Answer<C>> {
    // The list of all conversations is only ever pushed: without a socket, who wants it asks for it.
    const link = this.#polling && name !== 'inbox.join' ? this.#poll : null;
    return (link ?? this.#socket).command(name, payload);
  }

  close(): void {
    this.#stopPolling();
    this.#socket.close();
  }

  #socketIs(connection: Connection): void {
    const failing = connection.status === 'connecting' || connection.status === 'offline';
    if (!failing) this.#stopPolling();
    else if (connection.status === 'offline' && connection.attempt >= ATTEMPTS) this.#fallBack();
    if (!this.#polling) this.#listener.connection(connection);
  }

  #fallBack(): void {
    this.#startPolling().catch(() => {
      this.#wantsPoll = false;
    });
  }

  /** Few ever need it, so the code for it is loaded then. */
  async #startPolling(): Promise<void> {
    if (this.#wantsPoll) return;
    this.#wantsPoll = true;
    const { PollLink } = await import('./poll-link.ts');
    if (!this.#wantsPoll) return;
    const connection = (connection: Connection) => {
      this.#polling = true;
      this.#listener.connection(connection);
    };
    const event = (frame: EventFrame) => this.#listener.event(frame);
    this.#poll = new PollLink(this.#api, { connection, event }, retry);
  }

  #stopPolling(): void {
    this.#poll?.close();
    this.#poll = null;
    this.#wantsPoll = false;
    this.#polling = false;
  }
}
