/** `42`, the number that asks for an acknowledgement, at its longest. */
const HEAD = 2 + 15;

/**
 * Whether an event with this payload may be too large for a server that takes packets of so many bytes. A packet
 * is one WebSocket frame, or one of the packets in a body of polling.
 */
export function isOversized(name: string, payload: unknown, maxBytes: number): boolean {
  const json = JSON.stringify([name, payload]);
  // No character of UTF-16 takes more than three bytes.
  if (HEAD + 3 * json.length <= maxBytes) return false;
  return HEAD + new TextEncoder().encode(json).length > maxBytes;
}
