import { useStrings } from '../language/language.ts';
import styles from './RowSkeletons.module.css';

const ROWS = [72, 48, 60, 80, 54, 66];

export function RowSkeletons() {
  return (
    <div className={styles.rows} role="status">
      <span className="visually-hidden">{useStrings().inbox.loading}</span>
      {ROWS.map((width) => (
        <div key={width} className={styles.row} aria-hidden="true">
          <span className={styles.avatar} />
          <span className={styles.lines}>
            <span style={{ inlineSize: `${width / 2}%` }} />
            <span style={{ inlineSize: `${width}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
