import { Refusal } from '@switchboard/client';
import { api } from '../session/session.ts';
import { confirmIdentity } from './stepUp.ts';

/**
 * A request of the settings. Where the server wants the password once more, the person is asked and the
 * request is repeated; who declines gets the refusal as it was.
 */
export const request: typeof api.request = async (method, path, options) => {
  try {
    return await api.request(method, path, options);
  } catch (thrown) {
    const isAsked = thrown instanceof Refusal && thrown.reason === 'step_up_required';
    if (!isAsked || !(await confirmIdentity())) throw thrown;
    return await api.request(method, path, options);
  }
};
