export type TransportName = 'websocket' | 'polling';

/** Carries the packets of one Engine.IO session, in order. */
export interface Transport {
  readonly name: TransportName;
  /** Whether `send` may be called now. */
  readonly isWritable: boolean;
  /** Whether everything sent so far has left this page. */
  readonly isDrained: boolean;
  send(packets: readonly string[]): void;
  /** Sends these last packets if it still can, and ends. Its listener hears nothing more. */
  close(packets: readonly string[]): void;
}

export interface TransportListener {
  /** Packets can be sent. Repeated after each `send` that had to wait for the network. */
  writable(): void;
  packet(text: string): void;
  /** The transport failed, or the server ended it. Nothing follows. */
  closed(): void;
}
