/** The ink that can be read better on a colour, and how well (WCAG 2.2, relative luminance). */
export function inkOn(color: string): { ink: 'black' | 'white'; ratio: number } {
  const light = luminance(color) + 0.05;
  const [onBlack, onWhite] = [light / 0.05, 1.05 / light];
  return onBlack > onWhite ? { ink: 'black', ratio: onBlack } : { ink: 'white', ratio: onWhite };
}

/** @param color `#rrggbb` */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(color.slice(at, at + 2)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
