import type { ReactNode } from 'react';
import styles from './CustomerPanel.module.css';

/** One part of the panel beside a conversation; without anything in it, it is not shown. */
export function Facts({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles.facts}>
      {title && <h3>{title}</h3>}
      <dl>{children}</dl>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
