import { WebSocket, WebSocketServer } from 'ws'
import { createMessage, host, port } from './chat.ts'

// The broadcast of ws's README, "to all connected clients, excluding itself": one loop, serialised once.
const server = new WebSocketServer({ host, port })

server.on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data) => {
    const { ask, text } = JSON.parse(data.toString())
    const message = JSON.stringify(createMessage(text))
    for (const client of server.clients) {
      if (client !== socket && client.readyState === WebSocket.OPEN) client.send(message)
    }
    socket.send(JSON.stringify({ answer: ask }))
  })
})
