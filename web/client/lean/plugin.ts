import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What stands in for modules of socket.io-client and engine.io-client, by the end of their paths. */
const STANDINS: Record<string, string> = {
  // One connection, one namespace: no cache of managers.
  'socket.io-client/build/esm/index.js': `
    import { Manager } from './manager.js';
    export const io = (url, options) => new Manager(url, options).socket('/', options);`,
  'socket.io-client/build/esm/manager.js': readFileSync(here('manager.js'), 'utf8'),
  'socket.io-client/build/esm/socket.js': readFileSync(here('socket.js'), 'utf8'),
  // Its socket alone, without the transports that are not used.
  'engine.io-client/build/esm/index.js': `export { Socket } from './socket.js';`,
  // No WebTransport, which the server does not speak; polling by fetch, half the size of XMLHttpRequest's.
  'engine.io-client/build/esm/transports/index.js': `
    import { Fetch } from './polling-fetch.js';
    import { WS } from './websocket.js';
    export const transports = { websocket: WS, polling: Fetch };`,
  // The browser parses URLs.
  'engine.io-client/build/esm/contrib/parseuri.js': `
    export const parse = (text) => {
      const { hostname, port, protocol } = new URL(text, location.href);
      return { host: hostname.replace(/[[\\]]/g, ''), port, protocol: protocol.slice(0, -1) };
    };`,
  // The contract has no binary frames.
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js';
    export const encodePacket = ({ type, data }, binary, done) => done(PACKET_TYPES[type] + (data || ''));
    export const encodePacketToBinary = () => {};`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js';
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]];
      return type ? { type, data: text.slice(1) || undefined } : ERROR_PACKET;
    };`,
  // There is nothing to preload with a lazy module: no styles, no further modules.
  'vite/preload-helper.js': 'export const __vitePreload = (load) => load();',
};

/** Leaves out what this client never uses of its socket library, nearly half of it. For browsers only. */
export const lean: Plugin = {
  name: 'lean',
  enforce: 'pre',
  resolveId: (id) => (id === 'socket.io-parser' ? here('packets.ts') : null),
  load(id) {
    const path = Object.keys(STANDINS).find((end) => id.endsWith(end));
    return path ? (STANDINS[path] ?? null) : null;
  },
};
