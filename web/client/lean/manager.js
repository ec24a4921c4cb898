// Stands in for the Manager of socket.io-client: one connection with one namespace. Reconnection is left to
// who uses it (src/socket-link.ts), which renews tokens and follows the server's wishes. Loaded in the place
// of the original, so imports are seen from there; what it offers is what the original's Socket asks for.
import { Emitter } from '@socket.io/component-emitter';
import { Socket as Engine } from 'engine.io-client';
import { decode, encode } from 'socket.io-parser';
import { Socket } from './socket.js';

export class Manager extends Emitter {
  _readyState = 'closed';
  #timer;

  constructor(url, options) {
    super();
    this.url = url;
    this.opts = { path: '/socket.io', ...options };
  }

  socket(namespace, options) {
    return new Socket(this, namespace, options);
  }

  open() {
    if (this._readyState !== 'closed') return;
    this._readyState = 'opening';
    this.engine = new Engine(this.url, this.opts);
    this.#timer = setTimeout(() => this.#failed(new Error('timeout')), this.opts.timeout);
    this.engine
      .on('open', () => this.#opened())
      .on('data', (text) => this.#received(text))
      .on('error', (error) => this.#failed(error))
      .on('close', (reason) =>
        this._readyState === 'open' ? this.#closed(reason) : this.#failed(new Error(reason)),
      );
  }

  #opened() {
    clearTimeout(this.#timer);
    this._readyState = 'open';
    this.emitReserved('open');
  }

  #received(text) {
    let packet;
    try {
      packet = decode(text);
    } catch {
      this.#closed('parse error');
      return;
    }
    this.emitReserved('packet', packet);
  }

  #failed(error) {
    if (this._readyState === 'opening') this.#leave();
    this.emitReserved('error', error);
  }

  #closed(reason) {
    this.#leave();
    this.emitReserved('close', reason);
  }

  /** Nothing is heard of this transport any more. */
  #leave() {
    clearTimeout(this.#timer);
    this._readyState = 'closed';
    this.engine?.off();
    this.engine?.close();
  }

  _packet(packet) {
    this.engine.write(encode(packet));
  }

  /** Its only socket is done with it. */
  _destroy() {
    if (this._readyState !== 'closed') this.#closed('forced close');
  }

  setTimeoutFn(task, milliseconds) {
    return setTimeout(task, milliseconds);
  }

  clearTimeoutFn(timer) {
    clearTimeout(timer);
  }
}
