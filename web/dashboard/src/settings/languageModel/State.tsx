import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useLanguage } from '../../language/language.ts';
import { full } from '../../language/time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../Loaded.tsx';
import { useWords } from '../words.ts';
import styles from './LanguageModel.module.css';
import { type ModelState, useModelState } from './model.ts';

const VARIABLE = 'SWITCHBOARD_LANGUAGE_MODEL_URL';

/** How the model is doing, and what is left of today's budget. */
export function State() {
  const { languageModel: words } = useWords();
  return (
    <>
      <Loaded query={useModelState()}>{(state) => <Facts state={state} />}</Loaded>
      <h2 className={styles.heading}>{words.sent}</h2>
      <p>{words.sentHint}</p>
    </>
  );
}

function Facts({ state }: { state: ModelState }) {
  const { languageModel: words, general } = useWords();
  if (state.model === null) {
    return (
      <p className={styles.off}>
        <Chip tone="neutral">{words.off}</Chip> {words.notNamed(VARIABLE)}
      </p>
    );
  }
  return (
    <div className={styles.state}>
      <Condition state={state} />
      <dl className={styles.facts}>
        <Fact name={words.model}>
          <bdi>{state.model}</bdi>
        </Fact>
        <Fact name={words.endpoint}>
          <bdi dir="ltr">{state.endpoint}</bdi>
        </Fact>
        <Used name={words.calls} used={state.usedToday.calls} most={state.mostADay.calls} />
        <Used name={words.tokens} used={state.usedToday.size} most={state.mostADay.size} />
      </dl>
      <p className={styles.hint}>
        {words.budgetHint}{' '}
        <Link to="/settings/$page" params={{ page: 'general' }}>
          {general.title}
        </Link>
      </p>
    </div>
  );
}

function Condition({ state: { enabled, circuit, restsUntil } }: { state: ModelState }) {
  const { languageModel: words } = useWords();
  const language = useLanguage();
  if (!enabled) {
    return (
      <p>
        <Chip tone="neutral">{words.off}</Chip> {words.switchedOff}
      </p>
    );
  }
  switch (circuit) {
    case 'closed':
      return (
        <p>
          <Chip tone="success">{words.works}</Chip>
        </p>
      );
    case 'half_open':
      return (
        <p>
          <Chip tone="warning">{words.tries}</Chip>
        </p>
      );
    case 'open':
      return (
        <p>
          <Chip tone="warning">{words.rests}</Chip>{' '}
          {restsUntil !== null && words.restsUntil(full(Date.parse(restsUntil), language))}
        </p>
      );
  }
}

function Used({ name, used, most }: { name: string; used: number; most: number }) {
  const { languageModel: words } = useWords();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const id = useId();
  return (
    <div>
      <dt id={id}>{name}</dt>
      <dd>
        {words.used(number.format(used), number.format(most))}
        <meter className={styles.meter} aria-labelledby={id} min={0} max={Math.max(most, 1)} value={used} />
      </dd>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
