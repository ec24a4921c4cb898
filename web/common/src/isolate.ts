/**
 * Wraps what a person wrote (a name) in Unicode isolates, so that a left-to-right name does not disturb a right-to-left
 * sentence around it, and the other way round.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
