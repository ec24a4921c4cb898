import type { ReactNode } from 'react';
import { useLanguage } from '../../language/language.ts';
import { useWords } from '../words.ts';
import styles from './Audit.module.css';
import { type Change, difference, type Json, replacement } from './difference.ts';
import { fieldText, jsonText } from './format.ts';

/** What became of something: a line for each field, old beside new. */
export function Changes({ before, after }: { before: Json; after: Json }) {
  const words = useWords();
  const { audit } = words;
  if (before === null && after === null) return <p className={styles.quiet}>{audit.noDetails}</p>;
  const changes = difference(before, after);
  if (changes.length === 0) return <p className={styles.quiet}>{audit.same}</p>;
  return (
    <table className={styles.changes}>
      <caption className="visually-hidden">{audit.details}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{audit.field}</th>
          <th scope="col">{audit.details}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path.join('.')}>
            <th scope="row">{fieldText(change.path, words)}</th>
            <td>
              <Difference change={change} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Difference({ change }: { change: Change }) {
  switch (change.kind) {
    case 'added':
      return <Added value={change.after} />;
    case 'removed':
      return <Removed value={change.before} />;
    case 'changed':
      return typeof change.before === 'string' && typeof change.after === 'string' ? (
        <Texts before={change.before} after={change.after} />
      ) : (
        <>
          <Removed value={change.before} />
          <Added value={change.after} />
        </>
      );
    case 'list':
      return (
        <>
          {change.removed.map((value) => (
            <Removed key={`-${JSON.stringify(value)}`} value={value} />
          ))}
          {change.added.map((value) => (
            <Added key={`+${JSON.stringify(value)}`} value={value} />
          ))}
        </>
      );
  }
}

/** Of two texts that begin or end alike, only the words between stand out. */
function Texts({ before, after }: { before: string; after: string }) {
  const { start, removed, added, end } = replacement(before, after);
  if (start === '' && end === '') {
    return (
      <>
        <Removed value={before} />
        <Added value={after} />
      </>
    );
  }
  return (
    <p className={styles.text} dir="auto">
      {start}
      {removed !== '' && <del>{removed}</del>}
      {removed !== '' && added !== '' && ' '}
      {added !== '' && <ins>{added}</ins>}
      {end}
    </p>
  );
}

function Removed({ value }: { value: Json }) {
  const { audit } = useWords();
  return (
    <Line label={audit.before}>
      <del dir="auto">{useJsonText(value)}</del>
    </Line>
  );
}

function Added({ value }: { value: Json }) {
  const { audit } = useWords();
  return (
    <Line label={audit.after}>
      <ins dir="auto">{useJsonText(value)}</ins>
    </Line>
  );
}

/** Which of the two it is must not hang on the colour. */
function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className={styles.text}>
      <span className={styles.side}>{label}</span> {children}
    </p>
  );
}

function useJsonText(value: Json): string {
  return jsonText(value, useWords(), useLanguage());
}
