import type { ReactNode } from 'react';
import { useLanguage } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import {
  ChoiceField,
  MultiChoiceField,
  NumberField,
  SwitchField,
  TextField,
  TimeSpanField,
} from '../form/fields.tsx';
import { isSame } from '../form/formState.ts';
import type { Field } from '../form/useForm.ts';
import { useWords } from '../words.ts';
import { nameOf, optionText, unitText, valueText } from './format.ts';
import styles from './General.module.css';
import type { Setting, SettingValue } from './setting.ts';

type Props = Field<SettingValue> & { item: Setting };

/** One setting: what it is now, what it could be, and the way back to the default. */
export function SettingField({ item, ...field }: Props) {
  const words = useWords();
  const { general } = words;
  const { name } = nameOf(item, words);
  const isOperators = item.source === 'operator';
  return (
    <div className={styles.setting}>
      <Control item={item} label={name} hint={<Hint item={item} />} isDisabled={isOperators} {...field} />
      {isOperators && (
        <div>
          <Chip tone="info">{general.operator}</Chip>
        </div>
      )}
      {!isOperators && !isSame(field.value, item.default) && (
        <div>
          <Button
            look="quiet"
            aria-label={general.toDefault(name)}
            onPress={() => field.onChange(item.default)}
          >
            {general.toDefaultShort}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ControlProps extends Props {
  label: string;
  hint: ReactNode;
  isDisabled: boolean;
}

function Control({ item, value, onChange, ...props }: ControlProps) {
  const words = useWords();
  const options = (item.options ?? []).map((id) => ({ id, name: optionText(id, words) }));
  switch (item.type) {
    case 'boolean':
      return <SwitchField {...props} value={value === true} onChange={onChange} />;
    case 'number':
      return (
        <NumberField
          {...props}
          value={numberOr(value)}
          onChange={onChange}
          least={item.least}
          most={item.most}
          {...(item.unit !== null && { unit: unitText(item.unit, words) })}
        />
      );
    case 'duration':
      return <TimeSpanField {...props} value={numberOr(value)} onChange={onChange} />;
    case 'choice':
      return <ChoiceField {...props} options={options} value={textOr(value)} onChange={onChange} />;
    case 'list':
      return options.length > 0 ? (
        <MultiChoiceField {...props} options={options} value={listOr(value)} onChange={onChange} />
      ) : (
        <TextField
          {...props}
          value={listOr(value).join(', ')}
          onChange={(text) => onChange(text.split(/[,،]\s?/).filter((part, at) => part !== '' || at > 0))}
        />
      );
    case 'text':
      return (
        <TextField
          {...props}
          value={textOr(value)}
          onChange={(text) => onChange(text === '' ? null : text)}
        />
      );
  }
}

/** What it does, what is allowed, what it is unless somebody says otherwise. */
function Hint({ item }: { item: Setting }) {
  const words = useWords();
  const language = useLanguage();
  const { general } = words;
  const { hint } = nameOf(item, words);
  const text = (value: SettingValue) => valueText(item, value, words, language);
  const isNumber = item.type === 'number' || item.type === 'duration';
  return (
    <>
      {hint ?? <span dir="auto">{item.description}</span>}{' '}
      {isNumber && rangeText(item, language, text, general)} {general.usual(text(item.default))}.{' '}
      {item.source === 'operator' && item.variable !== null && general.operatorHint(item.variable)}
    </>
  );
}

function rangeText(
  { type, least, most }: Setting,
  language: string,
  text: (value: SettingValue) => string,
  words: {
    between: (least: string, most: string) => string;
    atLeast: (least: string) => string;
    atMost: (most: string) => string;
  },
): string {
  if (least !== null && most !== null)
    return words.between(
      type === 'number' ? new Intl.NumberFormat(language).format(least) : text(least),
      text(most),
    );
  if (least !== null) return words.atLeast(text(least));
  return most === null ? '' : words.atMost(text(most));
}

function numberOr(value: SettingValue): number | null {
  return typeof value === 'number' ? value : null;
}

function textOr(value: SettingValue): string {
  return typeof value === 'string' ? value : '';
}

function listOr(value: SettingValue): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}
