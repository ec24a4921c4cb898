import { useLanguage } from '../../language/language.ts';
import { Loaded } from '../Loaded.tsx';
import { Group } from '../site/Group.tsx';
import { useWords } from '../words.ts';
import styles from './Bot.module.css';
import { type Figures, useFigures } from './bot.ts';

/** How much the bot takes off the desk. */
export function BotFigures() {
  const { bot } = useWords();
  const query = useFigures();
  return (
    <Group title={bot.figures.title} lead={bot.figures.lead}>
      <Loaded query={query}>{(figures) => <Numbers figures={figures} />}</Loaded>
    </Group>
  );
}

function Numbers({ figures }: { figures: Figures }) {
  const { bot } = useWords();
  const language = useLanguage();
  const words = bot.figures;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const { conversations, deflectionRate, answered, helped, notHelped, handedOff } = figures;
  const rows = [
    [words.deflection, deflectionRate === null ? words.none : percent.format(deflectionRate)],
    [words.conversations, number.format(conversations)],
    [words.answered, number.format(answered)],
    [words.helped, number.format(helped)],
    [words.notHelped, number.format(notHelped)],
    [words.handedOff, number.format(handedOff)],
  ] as const;
  return (
    <dl className={styles.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
