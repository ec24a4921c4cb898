import { Loaded } from '../Loaded.tsx';
import { PageHeading } from '../PageHeading.tsx';
import { useMe } from '../useMe.ts';
import { useWords } from '../words.ts';
import { PasswordSection } from './PasswordSection.tsx';
import { SecondFactorSection } from './SecondFactorSection.tsx';
import styles from './Security.module.css';
import { SessionsSection } from './SessionsSection.tsx';

export default function Security() {
  const { people } = useWords();
  const words = people.security;
  return (
    <Loaded query={useMe()}>
      {(me) => (
        <article className={styles.page}>
          <PageHeading title={words.title} lead={words.lead} />
          <PasswordSection me={me} />
          <SecondFactorSection me={me} />
          <SessionsSection />
        </article>
      )}
    </Loaded>
  );
}
