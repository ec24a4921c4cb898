import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** What stands where content would be: nothing there, not loaded, not found. */
export function Notice({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  );
}
