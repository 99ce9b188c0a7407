import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useChat } from '../chat/ChatProvider.tsx'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { text, useTexts } from '../texts/texts.ts'
import classes from './Reactions.module.css'
import { useReact } from './useReact.ts'

const Reactions_message = graphql(`
  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }
`)

/** More names than this are told as a number. */
const mostNames = 30

/** Who has reacted how; pressing an emoji adds one's own or takes it back. The answer comes as a change of the room. */
export function Reactions({ message }: { message: FragmentType<typeof Reactions_message> }) {
  const t = useTexts()
  const { id, reactions } = readFragment(Reactions_message, message)
  const { me } = useChat()
  const react = useReact()
  const [busy, setBusy] = useState(false)
  if (reactions.length === 0) return null
  return (
    <div className={classes.reactions}>
      {reactions.map(({ emoji, count, agents }) => {
        const mine = agents.some(({ login }) => login === me.login)
        const names = namesOf(agents)
        return (
          <UnstyledButton
            key={emoji}
            className={classes.reaction}
            aria-pressed={mine}
            aria-label={t('messages.reaction', { emoji, count, names })}
            data-names={names}
            aria-disabled={busy}
            onClick={async () => {
              if (busy) return
              setBusy(true)
              await react(id, emoji, !mine)
              setBusy(false)
            }}
          >
            <span aria-hidden="true">{emoji}</span>
            <span aria-hidden="true">{count}</span>
          </UnstyledButton>
        )
      })}
    </div>
  )
}

function namesOf(agents: readonly { name: string }[]): string {
  const names = agents.slice(0, mostNames).map(({ name }) => name)
  const others = agents.length - names.length
  return others > 0 ? text('messages.namesAndOthers', { names: names.join(', '), count: others }) : names.join(', ')
}
