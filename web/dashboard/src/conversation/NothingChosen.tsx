import { useStrings } from '../language/language.ts';
import { Notice } from '../ui/Notice.tsx';

export function NothingChosen() {
  const { conversation } = useStrings();
  return (
    <main>
      <Notice title={conversation.none} hint={conversation.noneHint} />
    </main>
  );
}
