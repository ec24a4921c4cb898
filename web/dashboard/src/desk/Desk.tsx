import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { forgetDrafts } from '../conversation/drafts.ts';
import { suggestLanguage, useLanguage } from '../language/language.ts';
import { type Account, currentSession, subscribe } from '../session/session.ts';
import { useMe } from '../settings/useMe.ts';
import { ChatContext } from './ChatContext.ts';
import { makeChat } from './chat.ts';
import { makeQueries } from './queries.ts';
import { makeRouter } from './router.tsx';

const RequiredEnrolment = lazy(() => import('../settings/people/RequiredEnrolment.tsx'));

/** Everything behind the log-in page, for one account: its socket, its lists, its routes. */
export default function Desk({ account }: { account: Account }) {
  const [{ chat, queries, router }] = useState(() => ({
    chat: makeChat(),
    queries: makeQueries(),
    router: makeRouter(),
  }));
  const language = useLanguage();

  useEffect(() => subscribe(forgetWhenLeft), []);
  useEffect(() => void suggestLanguage(account.language ?? null), [account.language]);
  useEffect(() => {
    chat.start();
    return () => chat.stop();
  }, [chat]);

  return (
    <I18nProvider locale={language === 'ur' ? 'ur-PK' : 'en-GB'}>
      <QueryClientProvider client={queries}>
        <ChatContext value={chat}>
          <Enrolled>
            <RouterProvider router={router} />
          </Enrolled>
        </ChatContext>
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Nothing of the desk is open to those whose role requires a second factor that they do not have yet. */
function Enrolled({ children }: { children: ReactNode }) {
  const { data: me } = useMe();
  const [isMissing, setMissing] = useState(false);
  // Stays until the page is loaded anew: the recovery codes are shown after the factor is there.
  if (!isMissing && me?.secondFactorRequired && !me.secondFactor) setMissing(true);
  if (!isMissing) return children;
  return (
    <Suspense>
      <RequiredEnrolment />
    </Suspense>
  );
}

/** A session that ended by itself keeps its drafts: the same person logs in again. */
function forgetWhenLeft(): void {
  const session = currentSession();
  if (session.state === 'signedOut' && session.because === 'left') forgetDrafts();
}
