import { useState } from 'react';
import { ListPage } from '../list/ListPage.tsx';
import { useSearch } from '../list/useSearch.ts';
import { useObjects } from '../resource.ts';
import { useWords } from '../words.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { auditLog } from './audit.ts';
import { Entry } from './Entry.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { NO_FILTER, queryOf } from './filter.ts';
import { Verify } from './Verify.tsx';

export default function AuditPage() {
  const { audit: words } = useWords();
  const search = useSearch();
  const [filter, setFilter] = useState(NO_FILTER);
  const query = queryOf({ ...filter, subject: search.settled ?? '' });
  const isFiltered = Object.keys(query).length > 0;
  return (
    <ListPage
      title={words.title}
      lead={
        <>
          <p>{words.lead}</p>
          <Verify />
        </>
      }
      list={useObjects(auditLog, query)}
      search={{ ...search, label: words.subject }}
      filters={<AuditFilters filter={filter} narrow={setFilter} />}
      isFiltered={isFiltered}
      empty={{ title: words.none }}
      actions={<ExportMenu query={query} />}
      row={(entry) => <Entry entry={entry} />}
    />
  );
}
