import { useEffect } from 'react';
import { useLanguage } from '../../language/language.ts';
import { full, useAgo } from '../../language/time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { CopyText } from '../CopyText.tsx';
import { useReloadObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { Group } from './Group.tsx';
import styles from './Site.module.css';
import { type Site, sites, snippet } from './site.ts';

/** How often it is asked whether a page has shown the chat meanwhile. */
const LOOK_MS = 5_000;

/** The line for the page, and whether it works. */
export function Embed({ site }: { site: Site }) {
  const { sites: words } = useWords();
  useFreshness(site.id);
  return (
    <Group title={words.embed} lead={words.embedHint}>
      <CopyText label={words.snippet} text={snippet(location.origin, site.key)} />
      <p className={styles.seen} role="status">
        {site.lastSeen === null ? words.waiting : <LastSeen {...site.lastSeen} />}
      </p>
    </Group>
  );
}

function LastSeen({ at, pageUrl }: { at: string; pageUrl: string | null }) {
  const { sites: words } = useWords();
  const language = useLanguage();
  const age = useAgo(at);
  return (
    <>
      <Chip tone="success">{words.live}</Chip>{' '}
      {pageUrl === null ? (
        words.seen(age)
      ) : (
        <>
          {words.lastSeen} <bdi className={styles.address}>{pageUrl}</bdi>{' '}
        </>
      )}
      {pageUrl !== null && (
        <time dateTime={at} title={full(Date.parse(at), language)}>
          {age}
        </time>
      )}
    </>
  );
}

/** While somebody looks: whoever has just pasted the snippet waits for this. */
function useFreshness(id: string): void {
  const reload = useReloadObject(sites, id);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, LOOK_MS);
    return () => clearInterval(timer);
  });
}
