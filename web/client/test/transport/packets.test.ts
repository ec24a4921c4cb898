import { decodePacket, decodePayload, encodePacket } from 'engine.io-parser';
import * as official from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import * as own from '../../src/transport/packets.ts';
import { golden } from '../golden.ts';

interface EnginePacket {
  layer: 'engine.io';
  text: string;
  packet: { type: 'message'; data?: string };
}

interface SocketPacket {
  layer: 'socket.io';
  text: string;
  packet: {
    type: keyof typeof official.PacketType;
    nsp: string;
    id?: number;
    data?: unknown;
    attachments?: number;
  };
}

interface Payload {
  layer: 'payload';
  text: string;
  packet: { packets: string[] };
}

const all = golden<EnginePacket | SocketPacket | Payload>('packets');
const engine = all.filter((entry): entry is [string, EnginePacket] => entry[1].layer === 'engine.io');
const socket = all.filter((entry): entry is [string, SocketPacket] => entry[1].layer === 'socket.io');
const payloads = all.filter((entry): entry is [string, Payload] => entry[1].layer === 'payload');
const text = socket.filter(([, { packet }]) => packet.nsp === '/' && packet.attachments === undefined);

test('every packet belongs to a layer', () => {
  expect(engine.length + socket.length + payloads.length).toBe(all.length);
});

test.each(engine)('%s is what the official Engine.IO parser reads and writes', (_, { text, packet }) => {
  expect(decodePacket(text)).toEqual(packet);
  encodePacket(packet, true, (encoded) => expect(encoded).toBe(text));
});

test.each(payloads)('%s is what the official Engine.IO parser takes apart', (_, { text, packet }) => {
  expect(decodePayload(text)).toEqual(packet.packets.map((part) => decodePacket(part)));
});

describe.each(socket)('%s', (_, { text, packet }) => {
  const type = official.PacketType[packet.type];

  test('is what the official Socket.IO parser writes', () => {
    const plain = { ...packet, type: type as number, attachments: packet.attachments };
    expect(new official.Encoder().encode(plain as official.Packet)[0]).toBe(text);
  });
});

describe.each(text)('%s without binary parts', (_, { text, packet }) => {
  const numbered = { ...packet, type: official.PacketType[packet.type] as number };

  test('is read alike by the official parser and our own', () => {
    expect(officiallyDecoded(text)).toEqual(numbered);
    expect(own.decode(text)).toEqual(numbered);
  });

  test('is written by our own parser', () => {
    expect(own.encode(numbered)).toBe(text);
  });
});

test.each([
  ...['9', '2{', 'x["a"]', '2["a"', '2nonsense', '2{"a":1}', '2[]', '2[{}]'],
  ...['3{"a":1}', '0[]', '0"a"', '1{}', '4[]'],
])('both parsers refuse %j', (wire) => {
  expect(() => officiallyDecoded(wire)).toThrow();
  expect(() => own.decode(wire)).toThrow();
});

test.each([
  '',
  '2',
  '21',
  '3',
  '37',
  '4',
  '47',
  '51-["blob",{"_placeholder":true,"num":0}]',
  '2/admin,["ping"]',
])('our own parser refuses %j', (wire) => {
  expect(() => own.decode(wire)).toThrow();
});

function officiallyDecoded(wire: string): unknown {
  const decoder = new official.Decoder();
  const heard: unknown[] = [];
  decoder.on('decoded', (packet) => heard.push(packet));
  decoder.add(wire);
  return heard[0];
}
