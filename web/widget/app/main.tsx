import { customerSession, Switchboard } from '@switchboard/client';
import { render } from 'preact';
import { useLayoutEffect, useReducer } from 'preact/hooks';
import { App } from './App.tsx';
import { ChatContext } from './context.ts';
import { Host } from './host.ts';
import { applySettings, settingsFrom } from './settings.ts';
import { wordsIn } from './words.ts';

const settings = settingsFrom(location.search);
const { siteKey, language } = settings;
applySettings(settings);

const words = await wordsIn(language);
const chat = new Switchboard({ session: customerSession({ ...(siteKey && { siteKey }), locale: language }) });
const host = new Host(settings.host);

function Root() {
  const [, redraw] = useReducer((count: number, _: unknown) => count + 1, 0);
  useLayoutEffect(() => {
    chat.subscribe(redraw);
    host.subscribe(redraw);
    chat.start();
  }, []);
  return (
    <ChatContext.Provider value={{ chat, state: chat.state, host, settings, words }}>
      <App />
    </ChatContext.Provider>
  );
}

addEventListener('keydown', ({ key }) => key === 'Escape' && host.close());
render(<Root />, document.getElementById('chat') as HTMLElement);
