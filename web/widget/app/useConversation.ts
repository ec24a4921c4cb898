import type { Conversation } from '@switchboard/client';
import { useEffect, useState } from 'preact/hooks';
import { useChat } from './context.ts';

/** `loading` until it is known whether there is a conversation to go on with. */
type Phase = 'loading' | 'ready' | 'failed';

/** Says something; `value` is the quick reply whose label the text is. */
export type Write = (text: string, value?: string) => void;

/** The one conversation on screen: the newest there is, or none until somebody writes. */
export function useConversation() {
  const { chat, state, host } = useChat();
  const [id, setId] = useState<string | null>(null);
  const [phase, setPhase] = useState<Phase>('loading');
  /** Grows when another conversation takes the place of one; the first keeps the history where the focus is. */
  const [round, setRound] = useState(0);

  const show = (conversationId: string) => {
    if (id && id !== conversationId) setRound(round + 1);
    setId(conversationId);
    host.started();
  };
  const load = async () => {
    setPhase('loading');
    const { items } = await chat.request<{ items: Conversation[] }>('GET', '/conversations?limit=1');
    if (items[0]) {
      show(items[0].id);
      await chat.join(items[0].id);
    }
    setPhase('ready');
  };
  const reload = () => void load().catch(() => setPhase('failed'));
  const online = state.connection.status === 'online';
  useEffect(() => {
    if (online && phase !== 'ready') reload();
  }, [online]);

  // What another tab opened, or an earlier page began to open, appears here as a joined thread.
  const newest = Object.keys(state.threads).sort().at(-1);
  useEffect(() => {
    if (newest && (id === null || newest > id)) show(newest);
  }, [newest]);

  const [category, setCategory] = useState('');
  const write: Write = (text, value) => {
    const picked = value ? ({ kind: 'quick_reply', value } as const) : {};
    if (id) chat.send(id, text, picked);
    else
      void chat
        .open(text, { ...(category && { category }), metadata: { pageUrl: document.referrer } }, picked)
        .then(show, () => undefined);
  };
  const startAgain = () => {
    if (id) chat.leave(id);
    setId(null);
  };
  return { id, round, phase, reload, write, startAgain, setCategory };
}
