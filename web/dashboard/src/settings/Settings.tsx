import { Link, Navigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useStrings } from '../language/language.ts';
import { useAccount } from '../session/useSession.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { GROUPS, type SettingsPage } from './page.ts';
import { pagesFor } from './pages.ts';
import styles from './Settings.module.css';
import { StepUpDialog } from './StepUpDialog.tsx';
import { useIsWide } from './useIsWide.ts';
import { useWords } from './words.ts';

/** The navigation beside the page; on a phone, one of the two. */
export function Settings() {
  const { frame } = useWords();
  const pages = pagesFor(useAccount());
  const { page: id, item } = useParams({ strict: false });
  const isWide = useIsWide();
  const page = pages.find((candidate) => candidate.id === id);
  const [first] = pages;

  if (id === undefined && isWide && first !== undefined) {
    return <Navigate to="/settings/$page" params={{ page: first.id }} replace />;
  }
  return (
    <main className={styles.settings} data-page={id}>
      <Navigation pages={pages} />
      {id !== undefined && (
        <Content key={`${id}/${item ?? ''}`}>
          {/* One of a list leads back to its list first. */}
          {item === undefined && (
            <Link to="/settings" className={styles.back}>
              <Icon name="back" size={16} />
              {frame.back}
            </Link>
          )}
          {page === undefined ? (
            <Notice title={frame.notFound} />
          ) : (
            <Suspense fallback={<Notice title={frame.loading} />}>
              <page.component item={item ?? null} />
            </Suspense>
          )}
        </Content>
      )}
      <StepUpDialog />
    </main>
  );
}

function Navigation({ pages }: { pages: readonly SettingsPage[] }) {
  const words = useWords();
  const { frame } = words;
  return (
    <nav className={styles.navigation} aria-label={frame.title}>
      <h2 className={styles.title}>{frame.title}</h2>
      {GROUPS.map((group) => {
        const inside = pages.filter((page) => page.group === group);
        if (inside.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`settings-${group}`}>
            <h3 id={`settings-${group}`} className={styles.group}>
              {frame.groups[group]}
            </h3>
            <ul>
              {inside.map((page) => (
                <li key={page.id}>
                  <Link
                    to="/settings/$page"
                    params={{ page: page.id }}
                    className={styles.link}
                    activeProps={{ 'aria-current': 'page' }}
                  >
                    {page.title(words)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

/** Scrolls for itself, and starts at its top. */
function Content({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const { product } = useStrings();
  const { frame } = useWords();
  useEffect(() => {
    const before = document.title;
    document.title = `${frame.title} · ${product}`;
    return () => {
      document.title = before;
    };
  }, [frame.title, product]);
  return (
    <div ref={box} className={styles.content}>
      {children}
    </div>
  );
}
