/**
 * The far end of a port whose packets a firewall drops: listens with the shortest queue there is and then stops itself,
 * so that nobody ever takes a connection off the queue.
 */
import { createServer } from 'node:net';
import process from 'node:process';

const server = createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  process.send?.(server.address(), () => process.kill(process.pid, 'SIGSTOP'));
});
