import { Refusal } from '@switchboard/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../desk/toasts.ts';
import { useLanguage } from '../../language/language.ts';
import { useForm } from '../form/useForm.ts';
import { request } from '../request.ts';
import { useWords } from '../words.ts';
import { valueText } from './format.ts';
import {
  fieldOf,
  isOutOfRange,
  patchOf,
  type Setting,
  type Settings,
  type SettingValues,
  valuesOf,
} from './setting.ts';

const SETTINGS = ['settings'] as const;

export function useSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => request<Settings>('GET', '/settings', { signal }),
    staleTime: 0,
  });
}

/** The form of all settings, or of those that a page is about. */
export function useSettingsForm(settings: Settings, items: readonly Setting[]) {
  const { frame } = useWords();
  const queries = useQueryClient();
  return useForm<SettingValues>({
    stored: valuesOf(items),
    version: settings.version,
    check: useCheck(items),
    save: ({ values, expectedVersion }) => save(patchOf(items, values), expectedVersion),
    reload: () => queries.refetchQueries({ queryKey: SETTINGS }),
    onSaved: (saved) => {
      queries.setQueryData(SETTINGS, saved);
      toast(frame.saved);
    },
  });
}

/** The server says the same; here it is said before anything is sent. */
function useCheck(items: readonly Setting[]) {
  const words = useWords();
  const language = useLanguage();
  return (values: SettingValues) =>
    Object.fromEntries(
      items.map((item) => {
        const field = fieldOf(item.key);
        const text = (value: number | null) => valueText(item, value, words, language);
        return [
          field,
          isOutOfRange(item, values[field] ?? null)
            ? words.general.outOfRange(text(item.least), text(item.most))
            : null,
        ];
      }),
    );
}

/** Refusals name settings by their keys; the form knows them by its fields. */
async function save(values: object, expectedVersion: number | undefined): Promise<Settings> {
  try {
    return await request<Settings>('PATCH', '/settings', { body: { values, expectedVersion } });
  } catch (thrown) {
    const refusal = Refusal.from(thrown);
    const errors = refusal.errors.map((error) => ({
      ...error,
      field: fieldOf(error.field.replace(/^values\./, '')),
    }));
    throw new Refusal({ ...refusal.facts, errors });
  }
}
