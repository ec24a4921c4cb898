import { Switchboard } from '@switchboard/client';
import { session } from '../session/session.ts';

/** The one connection of this page, with the session of the log-in page. */
export function makeChat(): Switchboard {
  return new Switchboard({ session });
}
