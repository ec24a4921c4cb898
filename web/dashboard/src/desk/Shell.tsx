import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useCounts, useLiveInbox } from '../inbox/useLiveInbox.ts';
import { ShortcutsDialog } from '../keyboard/ShortcutsDialog.tsx';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useStrings } from '../language/language.ts';
import { PresenceMenu } from '../presence/PresenceMenu.tsx';
import { useLiveAgents } from '../presence/useAgents.ts';
import { useReturn } from '../presence/useMyPresence.ts';
import { SetupBanner } from '../setup/SetupBanner.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Bar } from './Bar.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import styles from './Shell.module.css';
import { Toasts } from './Toasts.tsx';

/** Its words come with those of the settings. */
const LogInNotices = lazy(() => import('../settings/people/LogInNotices.tsx'));

export function Shell() {
  const strings = useStrings();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useLiveInbox();
  useLiveAgents();
  useReturn();
  useTitle();
  useShortcuts({ '?': () => setHelpOpen(true) });

  return (
    <div className={styles.shell}>
      <Bar>
        <Button look="quiet" isIcon aria-label={strings.shortcuts.open} onPress={() => setHelpOpen(true)}>
          <Icon name="keyboard" />
        </Button>
        <PresenceMenu />
      </Bar>
      <ConnectionBanner />
      <SetupBanner />
      <Outlet />
      <Toasts />
      <Suspense>
        <LogInNotices />
      </Suspense>
      <ShortcutsDialog isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
}

/** How many wait, readable from another tab. */
function useTitle(): void {
  const { product } = useStrings();
  const waiting = useCounts()?.waiting ?? 0;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${product}` : product;
  }, [waiting, product]);
}
