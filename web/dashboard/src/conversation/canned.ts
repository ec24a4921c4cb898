import type { CannedReply } from '../settings/desk/objects.ts';

/** What somebody types to find a canned reply: `/` and what follows it up to the caret. */
export interface Search {
  start: number;
  end: number;
  query: string;
}

const LONGEST_QUERY = 60;
const MOST_SHOWN = 50;

/** A slash begins a search at the start of the text or after a space, and a space right after it ends it. */
export function searchAt(text: string, caret: number): Search | null {
  const found = /(?:^|\s)\/((?![\s/])[^\n/]*)?$/.exec(text.slice(0, caret));
  const query = found?.[1] ?? '';
  if (found === null || query.length > LONGEST_QUERY) return null;
  return { start: caret - query.length - 1, end: caret, query };
}

/** Those whose shortcut or title has every word of the query; a shortcut that begins with it comes first. */
export function matching(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = folded(query.trim());
  const words = wanted.split(/\s+/);
  const rank = ({ shortcut, title }: CannedReply) => {
    if (folded(shortcut) === wanted) return 0;
    if (folded(shortcut).startsWith(wanted)) return 1;
    const text = folded(`${shortcut} ${title}`);
    return words.every((word) => text.includes(word)) ? 2 : null;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((found): found is { reply: CannedReply; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank || b.reply.usageCount - a.reply.usageCount)
    .slice(0, MOST_SHOWN)
    .map(({ reply }) => reply);
}

/** The text with `content` in place of the search; at the caret where somebody has typed on meanwhile. */
export function withReply(
  text: string,
  search: Search,
  content: string,
  caret: number,
): { text: string; caret: number } {
  const isStill = text.slice(search.start, search.end) === `/${search.query}`;
  const [start, end] = isStill ? [search.start, search.end] : [caret, caret];
  return { text: text.slice(0, start) + content + text.slice(end), caret: start + content.length };
}

function folded(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}
