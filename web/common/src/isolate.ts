/** What ends an isolate early, or turns around what comes after it. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Wraps what a person wrote (a name) in Unicode isolates, so that a left-to-right name does not disturb a right-to-left
 * sentence around it, and the other way round. Such marks of its own are left away: with them it could.
 */
export function isolate(text: string): string {
  return `\u2068${String(text).replace(CONTROLS, '')}\u2069`;
}
