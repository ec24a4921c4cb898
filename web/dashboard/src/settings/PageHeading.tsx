import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../ui/Icon.tsx';
import styles from './PageHeading.module.css';
import { useWords } from './words.ts';

interface Props {
  title: string;
  lead?: ReactNode;
  /** The id of the page whose list this is part of. */
  backTo?: string | undefined;
  actions?: ReactNode;
}

/** Gets the focus when the page appears, so that reading and tabbing go on from there. */
export function PageHeading({ title, lead, backTo, actions }: Props) {
  const { frame } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className={styles.header}>
      {backTo !== undefined && (
        <Link to="/settings/$page" params={{ page: backTo }} className={styles.back}>
          <Icon name="back" size={16} />
          {frame.toList}
        </Link>
      )}
      <div className={styles.line}>
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead !== undefined && <div className={styles.lead}>{lead}</div>}
    </header>
  );
}
