import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { forgetDrafts } from '../conversation/drafts.ts';
import { useLanguage } from '../language/language.ts';
import { type Account, currentSession, subscribe } from '../session/session.ts';
import { ChatContext } from './ChatContext.ts';
import { makeChat } from './chat.ts';
import { NoDesk } from './NoDesk.tsx';
import { makeQueries } from './queries.ts';
import { makeRouter } from './router.tsx';

/** Everything behind the log-in page, for one account: its socket, its lists, its routes. */
export default function Desk({ account }: { account: Account }) {
  const [{ chat, queries, router }] = useState(() => ({
    chat: makeChat(),
    queries: makeQueries(),
    router: makeRouter(),
  }));
  const language = useLanguage();

  useEffect(() => subscribe(forgetWhenLeft), []);
  useEffect(() => {
    chat.start();
    return () => chat.stop();
  }, [chat]);

  if (account.role === 'partner') return <NoDesk />;
  return (
    <I18nProvider locale={language === 'ur' ? 'ur-PK' : 'en-GB'}>
      <QueryClientProvider client={queries}>
        <ChatContext value={chat}>
          <RouterProvider router={router} />
        </ChatContext>
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** A session that ended by itself keeps its drafts: the same person logs in again. */
function forgetWhenLeft(): void {
  const session = currentSession();
  if (session.state === 'signedOut' && session.because === 'left') forgetDrafts();
}
