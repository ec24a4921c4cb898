import { piecesOf } from '@switchboard/common/links.ts';

/** What people wrote, with its links as elements and all else as text. */
export function Text({ text }: { text: string }) {
  return (
    <>
      {piecesOf(text).map(({ text: part, href }) =>
        href ? (
          <a href={href} target="_blank" rel="noopener nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
