import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useInboxRoute } from './useInboxRoute.ts';

export function EmptyList() {
  const { inbox } = useStrings();
  const { filter, narrow } = useInboxRoute();
  const isNarrow =
    filter.search !== '' || filter.priority !== null || filter.category !== null || filter.late;
  if (!isNarrow) {
    return <Notice title={inbox.empty[filter.view]} hint={inbox.empty[`${filter.view}Hint`]} />;
  }
  return (
    <Notice title={inbox.empty.filtered} hint={inbox.empty.filteredHint}>
      <Button onPress={() => narrow({ search: '', priority: null, category: null, late: false })}>
        {inbox.clearFilters}
      </Button>
    </Notice>
  );
}
