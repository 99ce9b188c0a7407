import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { createMessage, host, port } from './chat.ts'

// After https://socket.io/docs/v4/tutorial: an event that is emitted to everybody else, acknowledged to its sender.
const server = createServer()
const io = new Server(server)

io.on('connection', (socket) => {
  socket.on('sendMessage', (text: string, acknowledge: () => void) => {
    socket.broadcast.emit('messageReceived', createMessage(text))
    acknowledge()
  })
})

server.listen(port, host)
