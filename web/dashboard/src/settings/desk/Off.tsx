import chip from '../../ui/Chip.module.css';
import { useWords } from '../words.ts';

/** Marks what is not in use; what is needs no mark. */
export function Off({ active }: { active: boolean }) {
  const { desk } = useWords();
  return active ? null : <span className={`${chip.chip} ${chip.neutral}`}>{desk.inactive}</span>;
}
