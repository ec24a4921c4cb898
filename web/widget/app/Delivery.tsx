import { refusalText } from '@switchboard/common/facts/refusals.ts';
import type { Entry } from '@switchboard/common/rows.ts';
import { useChat } from './context.ts';
import { Icon } from './Icon.tsx';

const ICONS = {
  queued: 'clock',
  sent: 'clock',
  delivered: 'tick',
  read: 'ticks',
  failed: 'warning',
} as const;

/** Where an own message is; a failed one can be tried again or given up. */
export function Delivery({ entry: { id, delivery, outgoing } }: { entry: Entry }) {
  const { chat, words } = useChat();
  if (!delivery) return null;
  return (
    <>
      <span class={`delivery ${delivery}`} role="img" aria-label={words.delivery[delivery]}>
        <Icon name={ICONS[delivery]} />
      </span>
      {delivery === 'failed' && (
        <span role="alert">
          {refusalText(outgoing?.refusal, words.refusals)}{' '}
          <button type="button" class="link" onClick={() => chat.retry(id)}>
            {words.retry}
          </button>{' '}
          <button type="button" class="link" onClick={() => chat.discard(id)}>
            {words.discard}
          </button>
        </span>
      )}
    </>
  );
}
