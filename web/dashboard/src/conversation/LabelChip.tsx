import { inkOn } from '../ui/contrast.ts';
import styles from './LabelChip.module.css';

/** @param color `#rrggbb`; without one it is a label that the desk no longer has */
export function LabelChip({ name, color }: { name: string; color?: string | undefined }) {
  return (
    <span
      className={styles.label}
      style={color === undefined ? undefined : { color: inkOn(color).ink, background: color }}
      dir="auto"
      title={name}
    >
      {name}
    </span>
  );
}
