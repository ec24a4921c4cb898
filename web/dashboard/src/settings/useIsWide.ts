import { useSyncExternalStore } from 'react';

/** As in Settings.module.css. */
const wide = matchMedia('(width >= 48rem)');

/** Whether navigation and page fit beside each other. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
