import { useAgo } from '../../language/time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { ListPage } from '../list/ListPage.tsx';
import { ListRow } from '../list/ListRow.tsx';
import { useObjects } from '../resource.ts';
import { useWords } from '../words.ts';
import { logoUrl } from './logo.ts';
import styles from './Site.module.css';
import { type Site, sites } from './site.ts';

export function SiteList() {
  const { sites: words } = useWords();
  return (
    <ListPage
      title={words.title}
      lead={words.lead}
      list={useObjects(sites)}
      create={{ page: 'sites', label: words.add }}
      empty={{ title: words.none, hint: words.noneHint }}
      row={(site) => <Row site={site} />}
    />
  );
}

function Row({ site }: { site: Site }) {
  const { sites: words } = useWords();
  return (
    <ListRow
      page="sites"
      item={site.id}
      title={site.name}
      detail={site.lastSeen?.pageUrl ?? site.key}
      before={<Badge site={site} />}
      end={
        <>
          {!site.active && <Chip tone="neutral">{words.inactive}</Chip>}
          {site.lastSeen === null ? words.never : <Seen at={site.lastSeen.at} />}
        </>
      }
    />
  );
}

function Seen({ at }: { at: string }) {
  const { sites: words } = useWords();
  return words.seen(useAgo(at));
}

/** Its logo, or its colour. */
function Badge({ site: { logo, color } }: { site: Site }) {
  return (
    <svg className={styles.badge} viewBox="0 0 32 32" aria-hidden="true">
      {logo === null ? (
        <rect width="32" height="32" rx="8" fill={color} />
      ) : (
        <image href={logoUrl(logo)} width="32" height="32" />
      )}
    </svg>
  );
}
