import { eventText } from '@switchboard/common/facts/events.ts';
import type { Row as AnyRow, MessageRow } from '@switchboard/common/rows.ts';
import { clock, day } from '@switchboard/common/time.ts';
import { Avatar } from './Avatar.tsx';
import { useChat } from './context.ts';
import { Delivery } from './Delivery.tsx';
import { nameOf } from './names.ts';
import { Text } from './Text.tsx';

export function Row({ row }: { row: AnyRow }) {
  const { words, settings } = useChat();
  switch (row.kind) {
    case 'day':
      return <p class="day">{day(row.at, Date.now(), settings.language, words)}</p>;
    case 'event':
      return (
        <p class="event" dir={row.message.metadata.inOwnWords ? 'auto' : undefined}>
          {row.message.metadata.inOwnWords ? row.message.content : eventText(row.message, words.events)}
        </p>
      );
    case 'message':
      return <Said {...row} />;
    case 'unread':
      return null;
  }
}

function Said({ entry, at, first, last }: MessageRow) {
  const { words, settings } = useChat();
  const { mine, message, outgoing } = entry;
  const name = message && !mine ? nameOf(message.sender, words) : words.you;
  return (
    <article class={`said${mine ? ' mine' : ''}${first ? ' first' : ''}`} aria-label={name}>
      {first && !mine && <Avatar name={name} isBot={message.sender.type === 'bot'} />}
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
          <time dir="auto" dateTime={new Date(at).toISOString()}>
            {clock(at, settings.language)}
          </time>
          <Delivery entry={entry} />
        </p>
      )}
    </article>
  );
}
