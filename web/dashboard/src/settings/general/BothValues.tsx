import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../language/language.ts';
import { request } from '../request.ts';
import { useWords } from '../words.ts';
import { nameOf, valueText } from './format.ts';
import styles from './General.module.css';
import { rivalsOf, type Setting, type Settings, type SettingValues } from './setting.ts';

/** What somebody else has chosen meanwhile, beside what stands in the form. */
export function BothValues({ seen, values }: { seen: readonly Setting[]; values: SettingValues }) {
  const words = useWords();
  const { general } = words;
  const language = useLanguage();
  // Apart from the settings themselves, which the form would adopt.
  const { data: theirs } = useQuery({
    queryKey: ['settings', 'meanwhile'],
    queryFn: ({ signal }) => request<Settings>('GET', '/settings', { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  if (theirs === undefined) return null;
  const rivals = rivalsOf(seen, values, theirs.items);
  if (rivals.length === 0) return <p>{general.conflictSame}</p>;
  return (
    <table className={styles.rivals}>
      <thead>
        <tr>
          <th scope="col">{general.setting}</th>
          <th scope="col">{general.yours}</th>
          <th scope="col">{general.theirs}</th>
        </tr>
      </thead>
      <tbody>
        {rivals.map(({ item, mine, theirs: other }) => (
          <tr key={item.key}>
            <th scope="row">{nameOf(item, words).name}</th>
            <td dir="auto">{valueText(item, mine, words, language)}</td>
            <td dir="auto">{valueText(item, other, words, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
