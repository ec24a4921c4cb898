import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import styles from './SetupBanner.module.css';
import { useSetup } from './useSetup.ts';

const LATER_KEY = 'switchboard.setup-later';

/** Offers the first-run guide to an admin until it is finished, or until they said "later" in this browser. */
export function SetupBanner() {
  const { setup: words } = useStrings();
  const { data } = useSetup();
  const [isLater, setLater] = useState(() => localStorage.getItem(LATER_KEY) !== null);
  // Whoever is in the guide, or in the settings to which it leads, has found it.
  const isAtTheInbox = useLocation({ select: ({ pathname }) => pathname.startsWith('/inbox') });
  if (!isAtTheInbox || isLater || data === undefined || data.finished) return null;
  return (
    <aside className={styles.banner} aria-label={words.title}>
      <p>{words.banner}</p>
      <Link to="/setup">{words.go}</Link>
      <Button
        look="quiet"
        onPress={() => {
          localStorage.setItem(LATER_KEY, 'yes');
          setLater(true);
        }}
      >
        {words.later}
      </Button>
    </aside>
  );
}
