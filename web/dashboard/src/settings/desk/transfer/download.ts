import { Refusal } from '@switchboard/client';
import { session } from '../../../session/session.ts';
import { confirmIdentity } from '../../stepUp.ts';
import type { Format } from './file.ts';

const MINUTE_MS = 60_000;

/** Saves an export under `name`. The token is in a header, so no link can fetch it. */
export async function download(path: string, format: Format, name: string): Promise<void> {
  const file = await fetched(`${path}/export?format=${format}`);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.${format}`;
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
  return new Refusal({ code: problem.code, message: problem.detail ?? '', reason: problem.reason });
}
