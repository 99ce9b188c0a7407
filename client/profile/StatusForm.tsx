import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { exactly } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import classes from './Profile.module.css'
import { Section } from './Section.tsx'
import { endings, endOf, suggestions } from './status.ts'

const StatusForm_agent = graphql(`fragment StatusForm_agent on Agent { status { emoji text until } }`)

const SetStatus = graphql(`
  mutation SetStatus($input: SetStatusInput!) {
    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { message } }
  }
`)

const labels: Record<string, string> = { emoji: 'The emoji', text: 'The status' }

/** What one is doing, for others to see beside the name, for a while. */
export function StatusForm({ agent, onSaved }: { agent: FragmentType<typeof StatusForm_agent>; onSaved(): void }) {
  const { status } = readFragment(StatusForm_agent, agent)
  const [emoji, setEmoji] = useState(status?.emoji ?? '')
  const [text, setText] = useState(status?.text ?? '')
  const [ending, setEnding] = useState('today')
  const [fields, setFields] = useState<Record<string, string>>({})
  const [said, setSaid] = useState<{ wrong?: string; done?: string }>({})
  const [{ fetching }, setStatus] = useMutation(SetStatus)

  async function save(next: { emoji: string; text: string }) {
    setFields({})
    const until = endOf(ending, new Date())?.toISOString() ?? null
    const { data, error } = await setStatus({ input: { emoji: next.emoji || null, text: next.text || null, until } })
    const result = data?.setStatus
    if (result?.__typename === 'SetStatusSuccess') {
      setSaid({ done: next.emoji || next.text ? 'Saved.' : 'Removed.' })
      onSaved()
    } else if (result?.__typename === 'InvalidInput')
      setFields(fieldErrors(result.fields, (path) => labels[path] ?? null))
    else setSaid({ wrong: result && 'message' in result ? result.message : failureText(error) })
  }
  function clear() {
    setEmoji('')
    setText('')
    save({ emoji: '', text: '' })
  }
  return (
    <Section
      title="Status"
      wrong={said.wrong ?? null}
      done={said.done ?? null}
      onSubmit={() => save({ emoji: emoji.trim(), text: text.trim() })}
    >
      <div className={classes.row}>
        {suggestions.map((each) => (
          <Button
            key={each.text}
            variant="default"
            onClick={() => {
              setEmoji(each.emoji)
              setText(each.text)
              setEnding(each.ending)
            }}
          >
            {each.emoji} {each.text}
          </Button>
        ))}
      </div>
      <TextInput
        label="Emoji"
        w={90}
        value={emoji}
        error={fields.emoji}
        onChange={(event) => setEmoji(event.currentTarget.value)}
      />
      <TextInput
        label="What you are doing"
        value={text}
        error={fields.text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        label="Until"
        data={endings}
        value={ending}
        error={fields.until}
        onChange={(event) => setEnding(event.currentTarget.value)}
      />
      {status?.until && <div>Shown until {exactly(status.until)}</div>}
      <div className={classes.row}>
        <Button type="submit" loading={fetching}>
          Save the status
        </Button>
        {status && (
          <Button variant="default" onClick={clear}>
            Remove it
          </Button>
        )}
      </div>
    </Section>
  )
}
