export interface Piece {
  text: string;
  /** Where it leads, if it is a link: http or https, nothing else. */
  href?: string;
}

const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;
/** Full stops and brackets after an address belong to the sentence. */
const AFTER = /[.,:;!?)\]}'"۔،؟]+$/;

/** Splits a text into plain pieces and links. Nothing of it is ever read as HTML. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    const link = found[0].replace(AFTER, '');
    if (!URL.canParse(link)) continue;
    pieces.push({ text: text.slice(at, found.index) }, { text: link, href: link });
    at = found.index + link.length;
  }
  return [...pieces, { text: text.slice(at) }].filter((piece) => piece.text !== '');
}
