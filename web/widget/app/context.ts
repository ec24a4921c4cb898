import type { State, Switchboard } from '@switchboard/client';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Host } from './host.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

/** What every part of the screen works with. A new object after each change. */
export interface Chat {
  chat: Switchboard;
  state: State;
  host: Host;
  settings: Settings;
  words: Words;
  /** Says who the visitor is. */
  tell: (profile: Profile) => Promise<void>;
}

export type Profile = Partial<Record<'name' | 'email' | 'phone', string>>;

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('useChat needs a ChatContext around it');
  return chat;
}

/** Whether the bot answers here now: not before the server has said so. */
export function hasBot({ state, settings }: Chat): boolean {
  return state.availability?.bot === true && settings.site?.bot !== false;
}
