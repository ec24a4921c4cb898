import { Refusal } from '@switchboard/client';
import { session } from '../session/session.ts';
import { confirmIdentity } from './stepUp.ts';

const MINUTE_MS = 60_000;

/**
 * Saves the answer to a GET below `/api/v1` as a file. The token is in a header, so no link can fetch it. Where the
 * server wants the password once more, the person is asked.
 */
export async function download(path: string, fileName: string): Promise<void> {
  const file = await fetched(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE_MS);
}

async function fetched(path: string): Promise<Blob> {
  const answer = await get(path);
  if (answer.ok) return answer.blob();
  const refusal = await refusalOf(answer);
  if (refusal.reason !== 'step_up_required' || !(await confirmIdentity())) throw refusal;
  const second = await get(path);
  if (!second.ok) throw await refusalOf(second);
  return second.blob();
}

async function get(path: string): Promise<Response> {
  try {
    const { token } = await session(location.origin);
    return await fetch(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  } catch (thrown) {
    throw Refusal.from(thrown);
  }
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const problem = await answer.json().catch(() => undefined);
  if (!problem?.code) return Refusal.unreachable();
  const { code, detail = '', reason, parameters } = problem;
  return new Refusal({ code, message: detail, reason, parameters });
}
