import { RULES, WAYS } from '../../client/test/transport/conformance.ts';
import { test } from './fixtures.ts';

// The rules that the client's tests run against the official server, against ours.
for (const way of WAYS) {
  for (const [name, rule] of Object.entries(RULES)) {
    test(`over ${way.join(' then ')}: ${name}`, async ({ server }) => {
      const { token } = await server.rest('POST', '/customer-sessions', {});
      await rule({ url: server.url, token }, way);
    });
  }
}
