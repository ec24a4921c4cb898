export class Socket {
  connected: boolean;
  constructor(io: object, namespace: string, options: { auth: (present: (auth: object) => void) => void });
  on(event: string, listener: (news?: unknown) => void): this;
  connect(): void;
  disconnect(): void;
  onAny(listener: (...event: unknown[]) => void): void;
  offAny(): void;
  timeout(milliseconds: number): this;
  emitWithAck(...data: unknown[]): Promise<unknown>;
  readonly volatile: { emit(...data: unknown[]): void };
}
