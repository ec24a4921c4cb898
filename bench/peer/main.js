// A support chat from the usual parts: Express, socket.io, node-postgres. Settings come from the environment:
//
//   PORT          where to listen on 127.0.0.1
//   DATABASE_URL  postgresql://…
//   STATEMENTS    four: BEGIN, UPDATE, INSERT, COMMIT · one: all in one statement
//   WORKERS       processes that share the port
//   CONNECTIONS   database connections of all workers together

import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { createAdapter, setupPrimary } from '@socket.io/cluster-adapter';
import express from 'express';
import { Server } from 'socket.io';
import { Identity } from './identity.js';
import { Ledger } from './ledger.js';
import { serve } from './sockets.js';

const { PORT, DATABASE_URL, STATEMENTS = 'one', SECRET, STAFF_EMAIL, STAFF_PASSWORD } = process.env;
const workers = Number(process.env.WORKERS ?? 1);
const connections = Math.ceil(Number(process.env.CONNECTIONS ?? 20) / workers);

// So that idle memory can be compared after a collection on both sides; needs --expose-gc. Every process gets it.
process.on('SIGUSR2', () => globalThis.gc?.());

if (workers > 1 && cluster.isPrimary) await startWorkers();
else await startServer();

/** Clients use WebSocket only, so any worker may take any of them. */
async function startWorkers() {
  const ledger = new Ledger(DATABASE_URL, STATEMENTS, 1);
  await ledger.createSchema();
  await ledger.close();
  setupPrimary();
  cluster.setupPrimary({ serialization: 'advanced' });
  let listening = 0;
  cluster.on('listening', () => {
    if (++listening === workers) console.log('ready');
  });
  cluster.on('exit', () => process.exit(1));
  for (let i = 0; i < workers; i++) cluster.fork();
}

async function startServer() {
  const identity = new Identity(SECRET, { email: STAFF_EMAIL, password: STAFF_PASSWORD });
  const ledger = new Ledger(DATABASE_URL, STATEMENTS, connections);
  if (!cluster.isWorker) await ledger.createSchema();
  const http = createServer(api(identity));
  const io = new Server(http, { serveClient: false, maxHttpBufferSize: 64 * 1024 });
  if (cluster.isWorker) io.adapter(createAdapter());
  serve(io, identity, ledger);
  http.listen(PORT, '127.0.0.1', () => {
    if (!cluster.isWorker) console.log('ready');
  });
}

function api(identity) {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '64kb' }));
  app.post('/api/v1/customer-sessions', (request, response) => {
    const { actor, ...session } = identity.newCustomer(request.body?.name);
    response.status(201).json({ customer: actor, ...session });
  });
  app.post('/api/v1/sessions', (request, response) => {
    const session = identity.logIn(request.body?.email, request.body?.password);
    if (!session) return response.status(401).json({ code: 'unauthenticated' });
    const { actor, ...rest } = session;
    response.status(201).json({ account: actor, ...rest });
  });
  return app;
}
