import { customerSession, Switchboard } from '@switchboard/client';
import { render } from 'preact';
import { useLayoutEffect, useReducer } from 'preact/hooks';
import { App } from './App.tsx';
import { type Chat, ChatContext } from './context.ts';
import { Host } from './host.ts';
import {
  applySettings,
  hostIn,
  isFarewell,
  mayBeKnown,
  type Settings,
  settingsFrom,
  siteKeyIn,
  siteOf,
} from './settings.ts';
import { inOwnWords, type Words, wordsIn } from './words.ts';

const { search } = location;
const host = new Host(hostIn(search));
const siteKey = siteKeyIn(search);

let chat: Switchboard | null = null;
/** Until the page has said who is there, it is whoever was known. */
let session = customerSession({ siteKey });
let hasLoggedOut = isFarewell(search);

// Before anything is waited for: a visitor may log out of the page while the chat is on its way.
host.onForget(async () => {
  hasLoggedOut = true;
  chat?.stop();
  await session.forget(location.origin);
  host.forgotten();
});
if (!hasLoggedOut) await begin();

async function begin(): Promise<void> {
  const [site, identityToken] = await Promise.all([
    siteOf(siteKey),
    mayBeKnown(search) && host.isThere ? host.identity() : '',
  ]);
  const settings = settingsFrom(search, site, identityToken !== '');
  const { language } = settings;
  applySettings(settings);
  const words = inOwnWords(await wordsIn(language), site, language);
  if (hasLoggedOut) return;

  const own = customerSession({
    ...(siteKey && { siteKey }),
    ...(identityToken !== '' && { identityToken }),
    locale: language,
  });
  const switchboard = new Switchboard({ session: own });
  session = own;
  chat = switchboard;
  own.onForgotten(location.origin, () => {
    switchboard.stop();
    host.forgotten();
  });
  show(switchboard, settings, words, async (profile) => {
    const { token } = await own.tell(location.origin, profile);
    // The socket goes on under it, so that messages have the name; one that is not open begins with it.
    await switchboard.command('session.renew', { token }).catch(() => undefined);
  });
}

function show(chat: Switchboard, settings: Settings, words: Words, tell: Chat['tell']): void {
  function Root() {
    const [, redraw] = useReducer((count: number, _: unknown) => count + 1, 0);
    useLayoutEffect(() => {
      chat.subscribe(redraw);
      host.subscribe(redraw);
      chat.start();
    }, []);
    return (
      <ChatContext.Provider value={{ chat, state: chat.state, host, settings, words, tell }}>
        <App />
      </ChatContext.Provider>
    );
  }
  addEventListener('keydown', ({ key }) => key === 'Escape' && host.close());
  render(<Root />, document.getElementById('chat') as HTMLElement);
}
