import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './ListPage.module.css';

interface Props {
  /** Where it leads: the page's id and the entry's. */
  page: string;
  item: string;
  title: string;
  /** Under the title. */
  detail?: ReactNode;
  /** Before the title. */
  before?: ReactNode;
  /** Behind it: chips, a time. */
  end?: ReactNode;
}

/** One entry of a list: the whole row is the link. */
export function ListRow({ page, item, title, detail, before, end }: Props) {
  return (
    <Link to="/settings/$page/$item" params={{ page, item }} className={styles.row}>
      {before}
      <span className={styles.text}>
        {/* With the direction of its text, what is too long is cut at its end and not at its beginning. */}
        <bdi className={styles.name}>{title}</bdi>
        {detail !== undefined && <bdi className={styles.detail}>{detail}</bdi>}
      </span>
      {end !== undefined && <span className={styles.end}>{end}</span>}
    </Link>
  );
}
