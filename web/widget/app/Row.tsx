import { Avatar } from './Avatar.tsx';
import { useChat } from './context.ts';
import { Delivery } from './Delivery.tsx';
import { factText, nameOf } from './names.ts';
import { type Row as AnyRow, type Entry, timeOf } from './rows.ts';
import { Text } from './Text.tsx';
import { clockTime, dayName } from './time.ts';

export function Row({ row }: { row: AnyRow }) {
  const { words, settings } = useChat();
  if (row.kind === 'day') return <p class="day">{dayName(row.at, words, settings.language)}</p>;
  if (row.kind === 'fact')
    return <p class="fact">{row.entry.message && factText(row.entry.message, words)}</p>;
  return <Said {...row} />;
}

function Said({ entry, first, last }: { entry: Entry; first: boolean; last: boolean }) {
  const { words, settings } = useChat();
  const { mine, message, outgoing } = entry;
  const name = message && !mine ? nameOf(message.sender, words) : words.you;
  const at = timeOf(entry);
  return (
    <article class={`said${mine ? ' mine' : ''}${first ? ' first' : ''}`} aria-label={name}>
      {first && !mine && <Avatar name={name} />}
      {first && !mine && (
        <p class="name">
          <bdi>{name}</bdi>
        </p>
      )}
      <div class={`bubble ${outgoing?.status ?? ''}`}>
        <p dir="auto">
          <Text text={(message ?? outgoing).content} />
        </p>
      </div>
      {(last || outgoing?.status === 'failed') && (
        <p class="meta">
          <time dir="auto" dateTime={at.toISOString()}>
            {clockTime(at, settings.language)}
          </time>
          <Delivery entry={entry} />
        </p>
      )}
    </article>
  );
}
