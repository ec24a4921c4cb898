import { customerSession, Switchboard } from '@switchboard/client';
import { render } from 'preact';
import { App } from './App.tsx';
import { ChatContext } from './context.ts';
import { Host } from './host.ts';
import { dress, settingsFrom } from './settings.ts';
import { wordsIn } from './words.ts';

const settings = settingsFrom(location.search);
const { siteKey, language } = settings;
dress(settings);

const words = await wordsIn(language);
const session = customerSession({ ...(siteKey && { siteKey }), locale: language });
const chat = new Switchboard({ session });
const host = new Host(settings.host, draw);
const root = document.getElementById('chat') as HTMLElement;

function draw(): void {
  const value = { chat, state: chat.state, host, settings, words };
  render(
    <ChatContext.Provider value={value}>
      <App />
    </ChatContext.Provider>,
    root,
  );
}

addEventListener('keydown', ({ key }) => key === 'Escape' && host.close());
chat.subscribe(draw);
chat.start();
draw();
