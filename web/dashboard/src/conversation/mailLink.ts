/** Letters, digits and what is usual between them; nothing that means something in a link or to a shell. */
const MAILBOX = /^[\p{L}\p{N}._+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

/**
 * A link that begins a mail to this address and does nothing else, or null for what is hardly an address. A customer
 * may call themselves anything: `?bcc=` would add a reader, `,` another receiver (RFC 6068).
 */
export function mailLink(address: string): string | null {
  return MAILBOX.test(address) ? `mailto:${address.split('@').map(encodeURIComponent).join('@')}` : null;
}
