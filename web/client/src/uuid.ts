let lastTick = 0n;

/**
 * A time-ordered id: UUID version 7 of RFC 9562, section 5.7. Ids of one page strictly increase, also when
 * the clock stands still: the 12 bits of `rand_a` count within a millisecond and borrow the next when full.
 */
export function uuidV7(now = Date.now()): string {
  const tick = BigInt(now) << 12n;
  lastTick = tick > lastTick ? tick : lastTick + 1n;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = (lastTick >> 12n).toString(16).padStart(12, '0');
  const count = (lastTick & 0xfffn).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${random.slice(0, 4)}-${random.slice(4)}`;
}
