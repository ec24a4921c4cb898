import { piecesOf } from '@switchboard/common/links.ts';

/** What people wrote: text nodes and links, never markup. Its own direction is that of its first letter. */
export function UserText({ text }: { text: string }) {
  return piecesOf(text).map((piece, index) =>
    piece.href === undefined ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a message's text never changes
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
        {piece.text}
      </a>
    ),
  );
}
