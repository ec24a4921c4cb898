export interface Piece {
  text: string;
  /** Where it leads, if it is a link: http or https, nothing else. */
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+/giu;
/** Ends a sentence, not an address. Includes the Urdu full stop, comma and question mark. */
const TRAILING = /[.,:;!?…۔،؟)\]»”'*_]+$/u;

/** A text cut into plain pieces and web addresses. Nothing of it is ever read as HTML. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match);
    if (!URL.canParse(address)) continue;
    pieces.push({ text: text.slice(end, index) }, { text: address, href: new URL(address).href });
    end = index + address.length;
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => piece.text !== '');
}

/** A closing bracket stays when the address itself opens one: https://example.org/a_(b). */
function withoutTrailing(address: string): string {
  const cut = address.replace(TRAILING, '');
  return cut.includes('(') && address[cut.length] === ')' ? `${cut})` : cut;
}
