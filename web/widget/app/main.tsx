import { customerSession, Switchboard } from '@switchboard/client';
import { render } from 'preact';
import { useLayoutEffect, useReducer } from 'preact/hooks';
import { App } from './App.tsx';
import { ChatContext, type Profile } from './context.ts';
import { Host } from './host.ts';
import { applySettings, hostIn, mayBeKnown, settingsFrom, siteKeyIn, siteOf } from './settings.ts';
import { inOwnWords, wordsIn } from './words.ts';

const { search } = location;
const host = new Host(hostIn(search));
const [site, identityToken] = await Promise.all([
  siteOf(siteKeyIn(search)),
  mayBeKnown(search) && host.isThere ? host.identity() : '',
]);
const settings = settingsFrom(search, site, identityToken !== '');
const { siteKey, language } = settings;
applySettings(settings);

const words = inOwnWords(await wordsIn(language), site, language);
const session = customerSession({
  ...(siteKey && { siteKey }),
  ...(identityToken !== '' && { identityToken }),
  locale: language,
});
const chat = new Switchboard({ session });
const tell = async (profile: Profile) => {
  const { token } = await session.tell(location.origin, profile);
  // The socket goes on under it, so that messages have the name; one that is not open begins with it.
  await chat.command('session.renew', { token }).catch(() => undefined);
};

/** The visitor has logged out of the page: nothing of theirs stays here. */
const leave = () => {
  session.forget(location.origin);
  chat.stop();
};
host.onForget(leave);
session.onForgotten(location.origin, () => {
  chat.stop();
  host.forgotten();
});

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
