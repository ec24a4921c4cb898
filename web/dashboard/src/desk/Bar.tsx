import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStrings } from '../language/language.ts';
import { Mark } from '../ui/Mark.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import styles from './Shell.module.css';

/** At the top of every page: the way home, and one's account at its end. */
export function Bar({ children }: { children?: ReactNode }) {
  const { product } = useStrings();
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.home}>
        <Mark size={26} />
        <span>{product}</span>
      </Link>
      <div className={styles.end}>
        {children}
        <AccountMenu />
      </div>
    </header>
  );
}
