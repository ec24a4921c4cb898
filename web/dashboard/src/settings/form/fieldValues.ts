export type Unit = 'seconds' | 'minutes' | 'hours' | 'days';
export const UNITS: readonly Unit[] = ['seconds', 'minutes', 'hours', 'days'];

const SECONDS: Record<Unit, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** Null for what is no number. Digits of Urdu and Arabic keyboards count too. */
export function numberIn(text: string): number | null {
  const latin = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace('٫', '.');
  return /^-?\d+(\.\d+)?$/.test(latin) ? Number(latin) : null;
}

export function inSeconds(amount: number | null, unit: Unit): number | null {
  return amount === null ? null : amount * SECONDS[unit];
}

/** The largest unit in which the span is a whole number. */
export function unitOf(seconds: number | null, units: readonly Unit[] = UNITS): Unit {
  const fitting =
    seconds === null || seconds === 0 ? [] : units.filter((unit) => seconds % SECONDS[unit] === 0);
  return fitting.at(-1) ?? units[0] ?? 'seconds';
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}
