/** Why something is no origin of a page. */
export type OriginFault = 'scheme' | 'host' | 'path';

export type ReadOrigin = { origin: string; fault: null } | { origin: null; fault: OriginFault };

const ANY_HOST_BELOW = '*.';

/**
 * The origin in what somebody typed or pasted from an address bar: `https://shop.example`, with a port if it has one.
 * `https://*.shop.example` is every host below.
 */
export function readOrigin(typed: string): ReadOrigin {
  const text = typed.trim();
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):\/\/(.*)$/i.exec(text) ?? [];
  if (!/^https?$/i.test(scheme)) return fault('scheme');
  const isPattern = rest.startsWith(ANY_HOST_BELOW);
  const address = `${scheme}://${isPattern ? rest.slice(ANY_HOST_BELOW.length) : rest}`;
  if (!URL.canParse(address)) return fault('host');
  const url = new URL(address);
  if (url.hostname.includes('*') || url.username !== '' || url.password !== '') return fault('host');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return fault('path');
  return { origin: isPattern ? url.origin.replace('://', `://${ANY_HOST_BELOW}`) : url.origin, fault: null };
}

/** Whether a page of this origin can be changed on its way to the reader. */
export function isInsecure(origin: string): boolean {
  return /^http:\/\/(?!localhost(:|$)|127\.|\[::1\])/.test(origin);
}

function fault(why: OriginFault): ReadOrigin {
  return { origin: null, fault: why };
}
