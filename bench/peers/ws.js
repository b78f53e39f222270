// The job of bench/yardstick.hpp on the WebSocket server that most of Node is built on.
import { WebSocketServer } from 'ws';

const reply = 'a'.repeat(180);
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () =>
  console.log(server.address().port),
);

server.on('connection', (client) => {
  client.on('message', (data) => {
    const text = data.toString();
    if (text[0] === 'r') client.send(reply);
    if (text[0] === 'b') {
      const all = 'b'.repeat(Number(text.slice(1)));
      for (const other of server.clients) other.send(all);
    }
  });
});
