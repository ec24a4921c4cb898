/**
 * The text packets of Socket.IO protocol 5, for the namespace `/`: what the contract uses. Takes the place
 * of socket.io-parser, of which two thirds are binary packets; checked against it and `protocol/packets`.
 */
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

export function encode({ type, id, data }: Packet): string {
  return `${type}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`;
}

/** Throws at what is no text packet: the connection is closed then. */
export function decode(text: string): Packet {
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
