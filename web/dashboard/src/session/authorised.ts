import { Problem } from '../rest/problem.ts';
import { type Call, type Method, request } from '../rest/request.ts';
import { freshToken, renewedToken } from './session.ts';

/** A call as the signed-in account; a token that died early is renewed once. */
export async function authorised<T>(
  method: Method,
  path: string,
  call: Omit<Call, 'token'> = {},
): Promise<T> {
  try {
    return (await request<T>(method, path, { ...call, token: await freshToken() })).value;
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== 'unauthenticated') throw failure;
    return (await request<T>(method, path, { ...call, token: await renewedToken() })).value;
  }
}
