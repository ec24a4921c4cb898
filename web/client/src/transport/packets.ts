/**
 * The text packets of Socket.IO protocol 5, for the namespace `/`. Binary packets are left out: the contract has
 * none. Checked against the official parser and `protocol/packets`.
 *
 * https://socket.io/docs/v4/socket-io-protocol/
 */
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
} as const;

export interface Packet {
  type: number;
  nsp: string;
  /** Asks for an acknowledgement, or says which request an acknowledgement answers. */
  id?: number | undefined;
  data?: unknown;
}

/** Type, number of the acknowledgement, JSON. */
const PACKET = /^([0-4])(\d*)(?=[[{"]|$)/;

export function encode({ type, id, data }: Omit<Packet, 'nsp'>): string {
  return `${type}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`;
}

/** @throws Error at anything but a valid text packet of the namespace `/`: the connection is closed then. */
export function decode(text: string): Packet {
  const [head, digit, id] = PACKET.exec(text) ?? [];
  if (head === undefined) throw new Error(`Not a text packet: ${text.slice(0, 40)}`);
  const json = text.slice(head.length);
  const data: unknown = json ? JSON.parse(json) : undefined;
  const type = Number(digit);
  if (!isValid(type, data)) throw new Error(`Not the payload of a packet ${type}: ${json.slice(0, 40)}`);
  return { type, nsp: '/', ...(id && { id: Number(id) }), ...(json && { data }) };
}

function isValid(type: number, data: unknown): boolean {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  switch (type) {
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === 'string';
    case PacketType.ACK:
      return Array.isArray(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.CONNECT:
      return data === undefined || isObject;
    default:
      return typeof data === 'string' || isObject;
  }
}
