import { EditSite } from './EditSite.tsx';
import { NewSite } from './NewSite.tsx';
import { SiteList } from './SiteList.tsx';

export default function SitesPage({ item }: { item: string | null }) {
  if (item === null) return <SiteList />;
  return item === 'new' ? <NewSite /> : <EditSite id={item} />;
}
