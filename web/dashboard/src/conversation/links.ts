export type Piece = { text: string; href: string | null };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+/giu;
/** Ends a sentence, not an address. Includes the Urdu full stop, comma and question mark. */
const TRAILING = /[.,:;!?…۔،؟)\]»”'*_]+$/u;

/** A text cut into plain pieces and web addresses. Only http and https become links. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = safeAddress(address);
    if (href === null) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index), href: null });
    found.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), href: null });
  return found;
}

/** The address if it is one of the web's; null for `javascript:` and everything else. */
export function safeAddress(text: string): string | null {
  try {
    const { protocol, href } = new URL(text);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
  } catch {
    return null;
  }
}

/** Letters, digits and what is usual between them; nothing that means something in a link or to a shell. */
const MAILBOX = /^[\p{L}\p{N}._+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

/**
 * A link that begins a mail to this address and does nothing else, or null for what is hardly an address. A customer
 * may call themselves anything: `?bcc=` would add a reader, `,` another receiver (RFC 6068).
 */
export function mailLink(address: string): string | null {
  return MAILBOX.test(address) ? `mailto:${address.split('@').map(encodeURIComponent).join('@')}` : null;
}

/** A closing bracket stays when the address itself opens one: https://example.org/a_(b). */
function trimmed(address: string): string {
  const cut = address.replace(TRAILING, '');
  return cut.includes('(') && address[cut.length] === ')' ? `${cut})` : cut;
}
