import { useLanguage } from '../../../language/language.ts';
import chip from '../../../ui/Chip.module.css';
import { useWords } from '../../words.ts';
import { type BusinessHours, dateIn, opening } from '../hours.ts';
import { momentText } from '../opening.ts';
import { isTimeZone } from '../timeZones.ts';

/** Whether these hours mean open at this moment, and until when. */
export function OpenNow({ hours, now }: { hours: BusinessHours | null; now: number }) {
  const { department: words } = useWords().desk;
  const language = useLanguage();
  if (hours === null) return <Mark isOpen text={words.openAlways} />;
  if (!isTimeZone(hours.timeZone)) return null;
  const { isOpen, changes } = opening(hours, new Date(now));
  if (changes === null) return <Mark isOpen={isOpen} text={isOpen ? words.openNow : words.closedNow} />;
  const when = momentText(changes, dateIn(hours.timeZone, new Date(now)), language);
  return <Mark isOpen={isOpen} text={isOpen ? words.openUntil(when) : words.closedUntil(when)} />;
}

function Mark({ isOpen, text }: { isOpen: boolean; text: string }) {
  return <span className={`${chip.chip} ${isOpen ? chip.success : chip.neutral}`}>{text}</span>;
}
