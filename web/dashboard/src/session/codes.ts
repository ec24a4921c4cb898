/** A code as people type it: apps show six digits as `123 456`. Digits of Urdu keyboards count too. */
export function codeOf(text: string): string {
  return text
    .replace(/\s/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/** A secret in groups of four, as it is read out and typed. */
export function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
