import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useStrings } from '../language/language.ts';
import { Bar } from './Bar.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import styles from './Shell.module.css';
import { Toasts } from './Toasts.tsx';

const LogInNotices = lazy(() => import('../settings/people/LogInNotices.tsx'));

/** What a partner has here: the own account, and nothing of the desk. */
export function PartnerShell() {
  const { partner: words } = useStrings();
  const isAccount = useLocation({ select: ({ pathname }) => pathname.startsWith('/settings') });
  return (
    <div className={styles.shell}>
      <Bar />
      <ConnectionBanner />
      <aside className={styles.about} aria-label={words.title}>
        {words.about}
      </aside>
      {isAccount ? <Outlet /> : <Navigate to="/settings/$page" params={{ page: 'profile' }} replace />}
      <Toasts />
      <Suspense>
        <LogInNotices />
      </Suspense>
    </div>
  );
}
