const SVG = 'http://www.w3.org/2000/svg';

export const BUBBLE =
  'M20 12a8 8 0 0 1-11.6 7.1L4 20.5l1.4-4.4A8 8 0 1 1 20 12zM8.5 12h.01M12 12h.01M15.5 12h.01';
export const CROSS = 'M6 9l6 6 6-6';

export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  draw(svg, path);
  return svg;
}

export function draw(svg: SVGSVGElement, path: string): void {
  svg.firstElementChild?.setAttribute('d', path);
}
