// An endpoint that speaks the protocol of chat completions on this machine.
import { once } from 'node:events';
import { createServer } from 'node:http';

export class Model {
  /** What it says next, by the data it is sent. @type {(data: string) => string} */
  says = () => 'Hello';
  /** The status it answers with. */
  status = 200;
  #server = createServer((request, response) => this.#answer(request, response));

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** @returns {Record<string, string>} */
  get settings() {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not started');
    return {
      SWITCHBOARD_LANGUAGE_MODEL_URL: `http://127.0.0.1:${address.port}/v1`,
      SWITCHBOARD_LANGUAGE_MODEL: 'small-model-7b',
    };
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    let body = '';
    for await (const part of request) body += part;
    const content = this.says(JSON.parse(body).messages[1].content);
    response.writeHead(this.status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
        usage: { prompt_tokens: 412, completion_tokens: 38 },
      }),
    );
  }
}
