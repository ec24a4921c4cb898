import form from '../form/Form.module.css';
import { PageHeading } from '../PageHeading.tsx';
import { useWords } from '../words.ts';
import styles from './Bot.module.css';
import { BotFigures } from './BotFigures.tsx';
import { BotSettings } from './BotSettings.tsx';
import { TryIt } from './TryIt.tsx';

/** Everything about the bot that is not its answers. */
export default function BotPage() {
  const { bot: words } = useWords();
  return (
    <article className={`${form.page} ${styles.page}`}>
      <PageHeading title={words.title} lead={words.lead} />
      <BotFigures />
      <TryIt />
      <BotSettings />
    </article>
  );
}
