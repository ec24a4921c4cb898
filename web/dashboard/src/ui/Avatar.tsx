import styles from './Avatar.module.css';

/** One letter: helps the eye find a person again. The name stands beside it. */
export function Avatar({
  name,
  look = 'customer',
  color,
}: {
  name: string;
  look?: 'customer' | 'self';
  /** Of the account, where it has chosen one. */
  color?: string | null | undefined;
}) {
  return (
    <span
      className={`${styles.avatar} ${styles[look]}`}
      style={color ? { color: '#ffffff', background: color } : undefined}
      aria-hidden="true"
    >
      {initial(name)}
    </span>
  );
}

/** The first letter as a reader sees it, marks included. */
function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? '?';
}
