// Stands in for the Socket of socket.io-client, of which this client uses a third: no buffers (what cannot be
// sent now is refused, and src/courier.ts keeps it), no retries, no recovery from the server's memory.
import { Emitter } from '@socket.io/component-emitter';
import { PacketType } from 'socket.io-parser';

export class Socket extends Emitter {
  connected = false;
  #auth;
  /** Between `connect()` and whatever ends it for good: only then the connection's news are ours. */
  #isWanted = false;
  #any;
  #timeout;
  #calls = new Map();
  #count = 0;

  constructor(io, _, { auth }) {
    super();
    this.io = io;
    this.#auth = auth;
    io.on('open', () => this.#isWanted && this.#introduce())
      .on('packet', (packet) => this.#isWanted && this.#received(packet))
      .on('error', (error) => this.#isWanted && !this.connected && this.emitReserved('connect_error', error))
      .on('close', (reason) => this.#isWanted && this.#closed(reason));
  }

  connect() {
    this.#isWanted = true;
    this.io.open();
  }

  disconnect() {
    const wasConnected = this.connected;
    if (wasConnected) this.#send(PacketType.DISCONNECT);
    this.#leave();
    if (wasConnected) this.#closed('io client disconnect');
  }

  onAny(listener) {
    this.#any = listener;
  }

  offAny() {
    this.#any = undefined;
  }

  /** Milliseconds for the answers to what is sent from now on. */
  timeout(milliseconds) {
    this.#timeout = milliseconds;
    return this;
  }

  emitWithAck(...data) {
    return new Promise((resolve, reject) => {
      // After a sleep the connection may be dead and not know it yet.
      if (!this.connected || this.io.engine._hasPingExpired()) return reject(new Error('not connected'));
      const id = this.#count++;
      const timer = setTimeout(() => this.#settled(id)?.reject(new Error('timeout')), this.#timeout);
      this.#calls.set(id, { resolve, reject, timer });
      this.#send(PacketType.EVENT, data, id);
    });
  }

  /** Sends now or never. */
  get volatile() {
    return {
      emit: (...data) => {
        if (this.connected && this.io.engine.transport.writable) this.#send(PacketType.EVENT, data);
      },
    };
  }

  #introduce() {
    const { engine } = this.io;
    // A token can take its time, and may come for a connection that is gone.
    this.#auth((data) => engine === this.io.engine && this.#send(PacketType.CONNECT, data));
  }

  #received({ type, id, data }) {
    switch (type) {
      case PacketType.CONNECT:
        this.connected = true;
        this.emitReserved('connect');
        break;
      case PacketType.EVENT:
        this.#any?.(...data);
        break;
      case PacketType.ACK:
        this.#settled(id)?.resolve(data[0]);
        break;
      case PacketType.DISCONNECT:
        this.#leave();
        this.#closed('io server disconnect');
        break;
      case PacketType.CONNECT_ERROR:
        this.#leave();
        this.emitReserved('connect_error', Object.assign(new Error(data.message), { data: data.data }));
    }
  }

  #settled(id) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    clearTimeout(call?.timer);
    return call;
  }

  #closed(reason) {
    this.connected = false;
    this.emitReserved('disconnect', reason);
    for (const id of this.#calls.keys()) this.#settled(id).reject(new Error(reason));
  }

  #leave() {
    this.#isWanted = false;
    this.io._destroy();
  }

  #send(type, data, id) {
    this.io._packet({ type, data, id });
  }
}
