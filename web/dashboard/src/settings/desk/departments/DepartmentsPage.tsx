import { Link } from '@tanstack/react-router';
import { useMinute } from '../../../language/time.ts';
import { Loaded } from '../../Loaded.tsx';
import { ListPage } from '../../list/ListPage.tsx';
import { ListRow } from '../../list/ListRow.tsx';
import { useObject, useObjects } from '../../resource.ts';
import { useWords } from '../../words.ts';
import { DepartmentForm } from './DepartmentForm.tsx';
import { departments, PAGE } from './departments.ts';
import { OpenNow } from './OpenNow.tsx';
import { TargetsForAll } from './TargetsForAll.tsx';
import { useTargets } from './useTargets.ts';

export default function DepartmentsPage({ item }: { item: string | null }) {
  if (item === null) return <DepartmentList />;
  if (item === 'targets') return <TargetsForAll />;
  return item === 'new' ? <NewDepartment /> : <OneDepartment id={item} />;
}

function DepartmentList() {
  const { desk } = useWords();
  const words = desk.department;
  const list = useObjects(departments);
  const now = useMinute();
  return (
    <ListPage
      title={desk.pages.departments}
      lead={
        <>
          {desk.leads.departments}{' '}
          <Link to="/settings/$page/$item" params={{ page: PAGE, item: 'targets' }}>
            {words.targetsForAll}
          </Link>
        </>
      }
      list={list}
      create={{ page: PAGE, label: words.new }}
      empty={{ title: words.empty, hint: words.emptyHint }}
      row={(department) => (
        <ListRow
          page={PAGE}
          item={department.id}
          title={department.name}
          detail={`${words.membersCount(department.memberIds.length)} · ${words.routings[department.routing]}`}
          end={<OpenNow hours={department.businessHours} now={now} />}
        />
      )}
    />
  );
}

function NewDepartment() {
  return (
    <Loaded query={useTargets()}>
      {(targets) => <DepartmentForm department={null} targets={targets} />}
    </Loaded>
  );
}

function OneDepartment({ id }: { id: string }) {
  const department = useObject(departments, id);
  const targets = useTargets();
  return (
    <Loaded query={department}>
      {(stored) => (
        <Loaded query={targets}>{(all) => <DepartmentForm department={stored} targets={all} />}</Loaded>
      )}
    </Loaded>
  );
}
