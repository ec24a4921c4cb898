import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from '../../desk/toasts.ts';
import { type FormOptions, type Save, useForm } from '../form/useForm.ts';
import { type Configured, type Resource, useReloadObject, useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';

interface Options<T extends Configured, F extends object> {
  resource: Resource<T>;
  /** The page whose list the object is in. */
  page: string;
  /** Null: a new one. */
  object: T | null;
  /** What the form holds of it. */
  fields: F;
  check?: FormOptions<F>['check'];
  /** What is sent, where that is not what the form holds; and what is done besides. */
  save?: (save: Save<F>, store: (changes: object) => Promise<T>) => Promise<unknown>;
  /** Reads again what the form holds beside the object. */
  reloadMore?: () => Promise<unknown>;
}

/** The form of one object of the configuration. A new one, once created, is back in its list. */
export function useObjectForm<T extends Configured, F extends object>(options: Options<T, F>) {
  const { resource, page, object, fields, check, save, reloadMore } = options;
  const { frame } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const store = useSaveObject(resource, object?.id ?? null);
  const reload = useReloadObject(resource, object?.id ?? '');
  return useForm<F>({
    stored: fields,
    version: object?.version,
    isNew: object === null,
    ...(check && { check }),
    ...(object !== null && {
      reload: async () => {
        await reloadMore?.();
        return reload();
      },
    }),
    save: async (given) => {
      const { expectedVersion } = given;
      const storeThese = (changes: object) => store({ changes, expectedVersion });
      return save ? save(given, storeThese) : storeThese(given.changes);
    },
    onSaved: () => {
      toast(object === null ? frame.created : frame.saved);
      // What pickers hold as a whole.
      void queries.invalidateQueries({ queryKey: [resource.path, 'all'] });
      if (object === null) void navigate({ to: '/settings/$page', params: { page } });
    },
  });
}
