/** Code points of a list's preview, as the server cuts it. */
const PREVIEW = 140;

/**
 * White_Space, control and format characters, what is ignored by default, and three letters that are only a blank:
 * Braille of no dots, a note without a head, a filler of the Khitan script.
 */
const INVISIBLE = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u{2800}\u{1D159}\u{16FE4}]/u;

/** Whether nothing in a text can be seen. The server counts it as empty: `protocol/text/blank.json`. */
export function isBlank(text: string): boolean {
  return firstVisible(text) === text.length;
}

/**
 * A message as a list shows it: from its first visible character on, at most 140 code points and then `…`. It ends
 * between two characters as people see them, unless the first one alone is longer: `protocol/text/preview.json`.
 */
export function preview(content: string): string {
  const text = content.slice(firstVisible(content));
  const points = Array.from(text.slice(0, 2 * PREVIEW + 2));
  if (points.length <= PREVIEW) return text;
  const end = points.slice(0, PREVIEW).join('').length;
  // Whether a character ends somewhere depends on what is before and on one code point after.
  const begun = startOfCharacter(points.slice(0, PREVIEW + 1).join(''), end);
  return `${text.slice(0, begun || end)}…`;
}

function firstVisible(text: string): number {
  let at = 0;
  for (const character of text) {
    if (!INVISIBLE.test(character)) break;
    at += character.length;
  }
  return at;
}

/** Where the grapheme cluster begins to which the code unit at `index` belongs. */
function startOfCharacter(text: string, index: number): number {
  // Firefox has it from version 125 on.
  if (!Intl.Segmenter) return index;
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return characters.containing(index)?.index ?? index;
}
