import { UnstyledButton } from '@mantine/core'
import { useMutation } from 'urql'
import { useChat } from '../chat/ChatProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import classes from './Reactions.module.css'

const Reactions_message = graphql(`
  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }
`)

const React = graphql(`
  mutation React($input: ReactInput!) {
    react(input: $input) { __typename ... on Error { message } }
  }
`)

/** Who has reacted how; pressing an emoji adds one's own or takes it back. The answer comes as a change of the room. */
export function Reactions({ message }: { message: FragmentType<typeof Reactions_message> }) {
  const { id, reactions } = readFragment(Reactions_message, message)
  const { me } = useChat()
  const [{ fetching }, react] = useMutation(React)
  if (reactions.length === 0) return null
  return (
    <div className={classes.reactions}>
      {reactions.map(({ emoji, count, agents }) => {
        const mine = agents.some(({ login }) => login === me.login)
        const names = agents.map(({ name }) => name).join(', ')
        return (
          <UnstyledButton
            key={emoji}
            className={classes.reaction}
            aria-pressed={mine}
            aria-label={`${emoji} ${count}: ${names}`}
            title={names}
            disabled={fetching}
            onClick={() => react({ input: { messageId: id, emoji, on: !mine } })}
          >
            <span aria-hidden="true">{emoji}</span>
            <span aria-hidden="true">{count}</span>
          </UnstyledButton>
        )
      })}
    </div>
  )
}
