import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import type { RoomTypingSubscription } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { follow } from '../live/follow.ts'
import { connection } from '../network/connection.ts'

const RoomTyping = graphql(`
  subscription RoomTyping($roomId: ID!) { typing(roomId: $roomId) { agents { login name } } }
`)

type Typists = RoomTypingSubscription['typing']['agents']

const nobody: Typists = []

/**
 * Who else is writing in a room. The server tells changes alone, and after a lost
 * connection begins with who is writing then. `newest` is the newest message: its author has finished it.
 */
export function useTypists(roomId: string, newest: { id: string; login: string } | null): Typists {
  const client = useClient()
  const [typists, setTypists] = useState(nobody)
  useEffect(() => {
    let { generation } = connection.get()
    const forget = () => setTypists(nobody)
    const stopWatching = connection.subscribe(() => {
      const now = connection.get()
      if (now.generation !== generation || now.status === 'reconnecting' || now.status === 'offline') forget()
      generation = now.generation
    })
    const unfollow = follow(client, {
      document: RoomTyping,
      variables: { roomId },
      onData: ({ typing }) => setTypists(typing.agents),
      reload: async () => forget(),
    })
    return () => {
      stopWatching()
      unfollow()
      forget()
    }
  }, [client, roomId])
  const id = newest?.id
  const author = newest?.login
  useEffect(() => {
    if (id)
      setTypists((those) =>
        those.some(({ login }) => login === author) ? those.filter(({ login }) => login !== author) : those,
      )
  }, [id, author])
  return typists
}
