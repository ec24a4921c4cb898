/** Line icons on a 20 px grid; always beside a word or inside something that has a name. */
const PATHS = {
  back: 'M12 4 6 10l6 6',
  close: 'M5 5l10 10M15 5 5 15',
  details: 'M3 4h14v12H3zM12.5 4v12',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  send: 'M3.5 10 17 4l-4.5 13-3-5.5zM9.5 11.5 17 4',
  down: 'M5 8l5 5 5-5',
  check: 'M4 10.5 8 14.5 16 5.5',
  checks: 'M2 10.5 6 14.5 13 5.5M9.5 13.5l1 1 7-9',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.5 2',
  alert: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.5v4M10 13.2v.1',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  canned: 'M3 4h14v9.5H9L5.5 17v-3.5H3zM11.5 6.5l-3 4.5',
  plus: 'M10 4v12M4 10h12',
  spark: 'M10 2.5l1.7 5.8 5.8 1.7-5.8 1.7-1.7 5.8-1.7-5.8-5.8-1.7 5.8-1.7z',
  translate:
    'M2.5 5h9M7 3v2M4 12c3-1.5 5-4 5.5-7M4.5 7.5c1 2 2.5 3.5 4.5 4.5M10 17l3.7-8.5L17.5 17M11.2 14.2h5',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11 2.5V7h4.5',
} as const;

export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      // Only what points along the line of reading turns round with it.
      data-mirrors={name === 'back' || name === 'send' || name === 'details' ? '' : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
