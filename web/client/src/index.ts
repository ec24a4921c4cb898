/**
 * The TypeScript client of Switchboard: a conversation that stays complete and in order whatever the
 * network does. No UI.
 *
 * @example
 * const chat = new Switchboard({ url: 'https://chat.example.com', session: customerSession() });
 * chat.subscribe((state) => render(state));
 * chat.start();
 * const id = await chat.open('Where is my order?');
 * chat.send(id, 'It is number 1042.');
 *
 * @packageDocumentation
 */
export { Api } from './api.ts';
export type { Commands } from './commands.ts';
export type { Conversation, Message } from './contract.ts';
export type { Events } from './events.ts';
export { type FieldFault, type Parameters, Refusal } from './refusal.ts';
export {
  type CustomerSession,
  customerSession,
  type Session,
  type StaffSignIn,
  staffSession,
} from './session.ts';
export type { State, Thread } from './state.ts';
export { Switchboard } from './switchboard.ts';
export { isBlank } from './text.ts';
export { timeline, unread } from './timeline.ts';
