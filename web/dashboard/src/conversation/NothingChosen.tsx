import { useStrings } from '../language/language.ts';
import { Notice } from '../ui/Notice.tsx';

export function NothingChosen() {
  const { conversation } = useStrings();
  return (
    <section>
      <Notice title={conversation.none} hint={conversation.noneHint} />
    </section>
  );
}
