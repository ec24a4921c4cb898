import type { BrowserContext, Page, WebSocket } from '@playwright/test';

/** The sockets that the pages of a browser have open. */
export function socketsOf(context: BrowserContext): Set<WebSocket> {
  const open = new Set<WebSocket>();
  const watch = (page: Page) =>
    page.on('websocket', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      page.on('close', () => open.delete(socket));
    });
  context.pages().forEach(watch);
  context.on('page', watch);
  return open;
}
