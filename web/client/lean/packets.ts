/**
 * The text packets of Socket.IO protocol 5, for the namespace `/`: what the contract uses. Takes the place
 * of socket.io-parser, of which two thirds are binary packets. Same names, same values, checked against
 * it and against `protocol/packets`.
 */
export const protocol = 5;

export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const;

export interface Packet {
  type: number;
  nsp: string;
  id?: number | undefined;
  data?: unknown;
}

/** Type, number of the acknowledgement, JSON. */
const PACKET = /^([0-4])(\d*)(?=[[{]|$)/;

export class Encoder {
  encode({ type, id, data }: Packet): string[] {
    return [`${type}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

export class Decoder {
  readonly #listeners = new Set<(packet: Packet) => void>();

  on(_: 'decoded', listener: (packet: Packet) => void): void {
    this.#listeners.add(listener);
  }

  off(_: 'decoded', listener: (packet: Packet) => void): void {
    this.#listeners.delete(listener);
  }

  /** Throws at what is no text packet: the connection is closed then. */
  add(text: string): void {
    const packet = decoded(text);
    for (const listener of this.#listeners) listener(packet);
  }

  destroy(): void {
    // Nothing is ever half received.
  }
}

function decoded(text: string): Packet {
  const [head, type, id] = PACKET.exec(text) ?? [];
  if (head === undefined) throw new Error(`no text packet: ${text.slice(0, 40)}`);
  const json = text.slice(head.length);
  return {
    type: Number(type),
    nsp: '/',
    ...(id && { id: Number(id) }),
    ...(json && { data: JSON.parse(json) }),
  };
}
