import { Refusal, Switchboard, staffSession } from '@switchboard/client';
import { Problem } from '../rest/problem.ts';
import { grant } from '../session/session.ts';

/** The one socket of this page, with the session of the log-in page. */
export function makeChat(): Switchboard {
  return new Switchboard({ session: staffSession(tokenFor) });
}

async function tokenFor(refused?: string) {
  try {
    return await grant(refused);
  } catch (failure) {
    // The client stops asking on this one code; anything else it tries again.
    if (failure instanceof Problem && failure.code === 'unauthenticated') {
      throw new Refusal({ code: 'unauthenticated', message: failure.message });
    }
    throw failure;
  }
}
