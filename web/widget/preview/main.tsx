import type { State, Switchboard } from '@switchboard/client';
import { render } from 'preact';
import { App } from '../app/App.tsx';
import { type Chat, ChatContext } from '../app/context.ts';
import { Host } from '../app/host.ts';
import { applySettings } from '../app/settings.ts';
import { inOwnWords, wordsIn } from '../app/words.ts';
import { showLauncher } from './launcher.ts';
import type { Preview } from './preview.ts';

/** The server takes part in nothing here, and no conversation has begun. */
const state: State = {
  me: null,
  connection: { status: 'online', via: 'websocket' },
  threads: {},
  outbox: [],
  availability: null,
};

const nobody: Pick<Switchboard, 'request' | 'send' | 'open' | 'typing' | 'read' | 'leave'> = {
  // Only the form's categories are real.
  request: async <T,>(_: string, path: string) =>
    (path === '/categories' ? await (await fetch(`/api/v1${path}`)).json() : { items: [] }) as T,
  send: () => '',
  open: () => new Promise(() => undefined),
  typing: () => undefined,
  read: () => undefined,
  leave: () => undefined,
};

const host = new Host(null);
// The field would take the focus from the form that is being filled in.
host.isOpen = false;

addEventListener('message', ({ source, origin, data }) => {
  if (source === parent && origin === location.origin && data.switchboard === 'preview')
    void show(data.preview);
});
parent.postMessage({ switchboard: 'preview-ready' }, location.origin);

let newest: Preview;

async function show(preview: Preview): Promise<void> {
  newest = preview;
  const { site, language, theme, isOpen } = preview;
  const words = await wordsIn(language);
  // Words that arrive late are those of an older preview.
  if (newest !== preview) return;
  const settings = {
    siteKey: '',
    language,
    theme,
    color: site.color,
    host: null,
    isKnown: false,
    site: { ...site, languages: [language], typingPreview: false, available: isOpen, texts: {} },
  };
  applySettings(settings);
  showLauncher(site, language);
  const greeting = { ...site.greeting, [language]: site.greeting[language].trim() };
  const context: Chat = {
    chat: nobody as Switchboard,
    state: { ...state, availability: { online: isOpen, bot: true, estimatedWaitSeconds: null } },
    host,
    settings,
    words: inOwnWords(words, { greeting, texts: {} }, language),
    tell: async () => undefined,
  };
  render(
    <ChatContext.Provider value={context}>
      <App />
    </ChatContext.Provider>,
    document.getElementById('chat') as HTMLElement,
  );
}
