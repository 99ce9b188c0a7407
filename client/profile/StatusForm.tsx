import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { exactly } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { fieldErrors } from '../ui/field-errors.ts'
import classes from './Profile.module.css'
import { Section } from './Section.tsx'
import { endings, endOf, suggestions } from './status.ts'

const StatusForm_agent = graphql(`fragment StatusForm_agent on Agent { status { emoji text until } }`)

const SetStatus = graphql(`
  mutation SetStatus($input: SetStatusInput!) {
    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }
  }
`)

/** What one is doing, for others to see beside the name, for a while. */
export function StatusForm({ agent, onSaved }: { agent: FragmentType<typeof StatusForm_agent>; onSaved(): void }) {
  const t = useTexts()
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
      setSaid({ done: t(next.emoji || next.text ? 'profile.saved' : 'profile.removed') })
      onSaved()
    } else if (result?.__typename === 'InvalidInput') setFields(fieldErrors(result.fields, (path) => labelOf(path)))
    else setSaid({ wrong: result && 'message' in result ? refusalText(result) : failureText(error) })
  }
  const labelOf = (path: string) =>
    path === 'emoji' || path === 'text' || path === 'until' ? t(`profile.field.${path}`) : null
  function clear() {
    setEmoji('')
    setText('')
    save({ emoji: '', text: '' })
  }
  return (
    <Section
      title={t('profile.status')}
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
              setText(t(each.text))
              setEnding(each.ending)
            }}
          >
            {each.emoji} {t(each.text)}
          </Button>
        ))}
      </div>
      <TextInput
        label={t('composer.emoji')}
        w={90}
        value={emoji}
        error={fields.emoji}
        onChange={(event) => setEmoji(event.currentTarget.value)}
      />
      <TextInput
        label={t('profile.doing')}
        value={text}
        error={fields.text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('profile.until')}
        data={endings.map(({ value, label }) => ({ value, label: t(label) }))}
        value={ending}
        error={fields.until}
        onChange={(event) => setEnding(event.currentTarget.value)}
      />
      {status?.until && <div>{t('profile.shownUntil', { when: exactly(status.until) })}</div>}
      <div className={classes.row}>
        <Button type="submit" loading={fetching}>
          {t('profile.saveStatus')}
        </Button>
        {status && (
          <Button variant="default" onClick={clear}>
            {t('profile.remove')}
          </Button>
        )}
      </div>
    </Section>
  )
}
