import { Icon } from './Icon.tsx';

/** Initials, or that it is a machine; the name itself always stands beside it. */
export function Avatar({ name, isBot }: { name: string; isBot?: boolean }) {
  const initials = name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => Array.from(part)[0] ?? '');
  return (
    <span class={isBot ? 'avatar bot' : 'avatar'} aria-hidden="true">
      {isBot ? <Icon name="bot" /> : initials.join('').toUpperCase()}
    </span>
  );
}
