// The job of bench/yardstick.hpp on Socket.IO: a text is the only argument of an event named 'text'.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const reply = 'a'.repeat(180);
const http = createServer();
// At the path of the product, which is what the measuring clients ask for.
const io = new Server(http, {
  path: '/speedrun',
  addTrailingSlash: false,
  transports: ['websocket'],
});

io.on('connection', (socket) => {
  socket.on('text', (text) => {
    if (text[0] === 'r') socket.emit('text', reply);
    if (text[0] === 'b') io.emit('text', 'b'.repeat(Number(text.slice(1))));
  });
});

http.listen(0, '127.0.0.1', 4096, () => console.log(http.address().port));
